// Only in the served page: keeps it for later visits without a network.
(function () {
  "use strict";
  if (!("serviceWorker" in navigator)) return;
  navigator.serviceWorker.register("service-worker.js").catch(function (error) {
    // The page works all the same while its server can be reached.
    console.warn("Assay is not kept for use without a network:", error);
  });
})();
