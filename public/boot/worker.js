// What the program beside the page is started with: in a worker, or, in a browser that has none, where the
// page is. It is given the packed program, and after that one piece of work at a time.
(function (scope) {
  "use strict";

  function start(module) {
    return assay_worker({ module_or_path: module }).then(function () { return assay_worker.perform; });
  }

  scope.assayWork = { compile: scope.assayUnpack.beside, start: start };
  if (typeof WorkerGlobalScope === "undefined") return;

  var perform = null;
  scope.onmessage = function (event) {
    var asked = event.data;
    if (perform) return answer(asked);
    Promise.resolve(asked.module || scope.assayUnpack.beside(asked.packed))
      .then(function (module) {
        return start(module).then(function (started) {
          perform = started;
          scope.postMessage({ module: module });
        });
      })
      .catch(function (error) { scope.postMessage({ failed: String(error) }); });
  };

  // A trap leaves the program in an unknown state: the page ends this worker when it hears of one.
  function answer(asked) {
    try {
      var done = perform(asked.name, asked.text, asked.files, function (stage) { scope.postMessage({ stage: stage }); });
      var files = done.files.map(function (file) { return file.buffer; });
      scope.postMessage({ text: done.text, files: done.files }, files);
    } catch (error) {
      scope.postMessage({ failed: String(error) });
    }
  }
})(self);
