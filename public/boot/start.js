// Unpacks the compiled program and starts it; says plainly what is wrong when it cannot start or has
// stopped. It is written in old JavaScript on purpose: an old browser must get as far as its message.
(function () {
  "use strict";

  var stopped = false;

  // Covers the page with a message. The screen below stays as it was, for the person to read, but it
  // cannot be used any more.
  function stop(title, advice, details) {
    if (stopped) return;
    stopped = true;
    var opening = document.getElementById("boot-opening");
    if (opening) opening.remove();
    Array.prototype.forEach.call(document.body.children, function (element) {
      element.setAttribute("inert", "");
    });
    var message = document.createElement("div");
    message.id = "boot-stopped";
    message.className = "boot-message boot-stopped";
    message.setAttribute("role", "alertdialog");
    message.setAttribute("aria-labelledby", "boot-stopped-title");
    message.appendChild(withText("h1", title)).id = "boot-stopped-title";
    advice.forEach(function (sentence) { message.appendChild(withText("p", sentence)); });
    if (details) message.appendChild(withText("pre", details));
    var reload = withText("button", "Reload");
    reload.type = "button";
    reload.addEventListener("click", function () { location.reload(); });
    message.appendChild(reload);
    document.body.appendChild(message);
    reload.focus();
  }

  function withText(name, text) {
    var element = document.createElement(name);
    element.textContent = text;
    return element;
  }

  function stopForLackOf(what) {
    stop("Assay cannot run in this browser", [
      "This browser lacks " + what + ", which Assay needs.",
      "Open the file in a current Firefox, Chrome, Edge or Safari, and not in a mail program's or a file manager's preview. Your assessments in other browsers are not touched.",
    ]);
  }

  function stopAfterFailure(details) {
    stop("Assay has stopped", [
      "An error in the program stopped it. What was shown as saved is safe in this browser’s store on this disk; the error does not touch it.",
      "Reload to go on from the last saved change. If it stops again at the same place, keep the text below for whoever maintains Assay.",
    ], details);
  }

  function stopForDamage(details) {
    stop("This copy of Assay is damaged", [
      "The file was changed or cut short, for instance on its way by mail or on a stick, so the program in it was not started.",
      "Copy the file again from where you have it. Your assessments are in this browser’s store and in your backups; they are not touched.",
    ], details);
  }

  // The program's own account of a failure, sent by its panic hook.
  window.addEventListener("assay-stopped", function (event) { stopAfterFailure(String(event.detail)); });

  // Failures that leave no time for an account: out of memory, stack exhausted.
  function isTrap(error) {
    return typeof WebAssembly === "object" && error instanceof WebAssembly.RuntimeError;
  }
  window.addEventListener("error", function (event) {
    if (isTrap(event.error)) stopAfterFailure(String(event.error));
  });
  window.addEventListener("unhandledrejection", function (event) {
    if (isTrap(event.reason)) stopAfterFailure(String(event.reason));
  });

  function hasIndexedDatabase() {
    try {
      return Boolean(window.indexedDB);
    } catch (_) {
      return false;
    }
  }

  function decodeBase64(text) {
    if (Uint8Array.fromBase64) return Uint8Array.fromBase64(text);
    var characters = atob(text);
    var bytes = new Uint8Array(characters.length);
    for (var index = 0; index < bytes.length; index += 1) bytes[index] = characters.charCodeAt(index);
    return bytes;
  }

  // The program is packed as xz, which browsers do not unpack by themselves; the script before this one
  // does, and checks the sum of what it unpacked. What is unpacked is compiled while the rest follows.
  function compile(bytes) {
    var XzReadableStream = window["xz-decompress"].XzReadableStream;
    var unpacked = new XzReadableStream(new Blob([bytes]).stream());
    var answer = new Response(unpacked, { headers: { "Content-Type": "application/wasm" } });
    return WebAssembly.compileStreaming(answer);
  }

  if (typeof WebAssembly !== "object") return stopForLackOf("WebAssembly");
  if (typeof ReadableStream !== "function") return stopForLackOf("ReadableStream");
  if (!hasIndexedDatabase()) return stopForLackOf("IndexedDB (a private window or a setting may have switched it off)");
  if (typeof wasm_bindgen !== "function" || !window["xz-decompress"]) return stopForLackOf("features of current JavaScript");

  var packed = document.getElementById("assay-program");
  var text = packed.textContent.trim();
  packed.remove();
  Promise.resolve(text)
    .then(decodeBase64)
    .then(compile)
    .then(function (program) { return wasm_bindgen({ module_or_path: program }); }, function (error) {
      stopForDamage(String(error));
      throw error;
    })
    .then(function () {
      var opening = document.getElementById("boot-opening");
      if (opening) opening.remove();
      performance.mark("assay-started");
    })
    .catch(function (error) { stopAfterFailure(String((error && error.stack) || error)); });
})();
