console.log("three");
