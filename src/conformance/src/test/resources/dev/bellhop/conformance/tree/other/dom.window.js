test(() => document.body.append("text"), "it needs a document");
