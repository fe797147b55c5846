// Evaluated before a worker's own modules, when they are all there: they cannot import any more.

import { ops } from "./host.mjs";

ops.realm.linked();
