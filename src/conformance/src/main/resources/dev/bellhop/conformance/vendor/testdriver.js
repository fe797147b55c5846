// What there is of test_driver is defined before: testharnessreport.js is loaded first.
