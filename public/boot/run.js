// Starts the page. It stands after both parts of the page's program, so that either can be had at any time.
if (window.assayRun) window.assayRun();
