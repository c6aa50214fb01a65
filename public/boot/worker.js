// What the program beside the page is started with: in a worker, or, in a browser that has none, where the
// page is. It is given the packed program, and after that one piece of work at a time.
(function (scope) {
  "use strict";

  // What the stream holds from a place on. Its end is read too: there stands its check.
  function from(stream, start) {
    var reader = stream.getReader();
    var at = 0;
    return new ReadableStream({
      pull: function next(given) {
        return reader.read().then(function (part) {
          if (part.done) return given.close();
          var bytes = part.value.subarray(Math.max(start - at, 0));
          at += part.value.length;
          if (bytes.length === 0) return next(given);
          given.enqueue(bytes);
        });
      },
    });
  }

  // The packed program becomes a module, which another worker can be given as it is. The page's own program
  // comes first in the stream, because the two have much in common.
  function compile(packed) {
    var unpacked = new scope["xz-decompress"].XzReadableStream(new Blob(packed.parts).stream());
    var answer = new Response(from(unpacked, packed.start), { headers: { "Content-Type": "application/wasm" } });
    return WebAssembly.compileStreaming(answer).catch(function (error) {
      throw new Error("this copy of Assay is damaged, copy the file again from where you have it: " + error);
    });
  }

  function start(module) {
    return assay_worker({ module_or_path: module }).then(function () { return assay_worker.perform; });
  }

  scope.assayWork = { compile: compile, start: start };
  if (typeof WorkerGlobalScope === "undefined") return;

  var perform = null;
  scope.onmessage = function (event) {
    var asked = event.data;
    if (perform) return answer(asked);
    Promise.resolve(asked.module || compile(asked.packed))
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
