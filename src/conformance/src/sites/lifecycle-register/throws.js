throw new Error("while evaluated");
