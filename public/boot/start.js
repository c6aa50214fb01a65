// Has the compiled program unpacked and starts it; says plainly what is wrong when it cannot start or has
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

  // What is packed in the file, for `unpack.js`.
  function packed() {
    var page = document.getElementById("assay-program");
    var rest = document.getElementById("assay-worker-program");
    return {
      page: page.textContent,
      rest: rest && rest.textContent,
      // The single file is in windows-1252 and holds the bytes almost as they are, the served page is in UTF-8
      // and holds them as text.
      areBytes: document.characterSet === "windows-1252",
      unpacker: Number(page.getAttribute("data-unpacker")),
      module: Number(page.getAttribute("data-module")),
      styles: Number(page.getAttribute("data-styles")),
      checksum: Number(page.getAttribute("data-crc32")),
    };
  }

  // The program beside the page: its scripts are those of this page, so the policy knows their hashes. What
  // is packed is given out when it is needed first.
  function provideWorker() {
    var texts = ["assay-unpack", "assay-worker-glue", "assay-worker"].map(function (id) {
      return document.getElementById(id).textContent;
    });
    window.assayProvideWorker(texts.join("\n"));
    window.assayPackedWorker = packed;
  }

  // The program beside the page stands last in the file, so whoever has all of it has the rest. What it holds
  // is checked when it is unpacked.
  function whole() {
    return new Promise(function (resolve, reject) {
      window.addEventListener("DOMContentLoaded", function () {
        var last = document.getElementById("assay-worker-program");
        if (last && last.textContent.length === Number(last.getAttribute("data-length"))) resolve();
        else reject(new Error("the file ends too early"));
      });
    });
  }

  function useStyles(text) {
    var sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    document.adoptedStyleSheets = [sheet];
  }

  if (typeof WebAssembly !== "object") return stopForLackOf("WebAssembly");
  if (typeof ReadableStream !== "function") return stopForLackOf("ReadableStream");
  if (!hasIndexedDatabase()) return stopForLackOf("IndexedDB (a private window or a setting may have switched it off)");
  if (!window.assayIsLocked || typeof wasm_bindgen !== "function" || !window.assayUnpack || !document.adoptedStyleSheets) return stopForLackOf("features of current JavaScript");

  provideWorker();
  var all = whole();
  window.assayUnpack.page(packed())
    .then(function (unpacked) { return all.then(function () { return unpacked; }); })
    .then(function (unpacked) {
      useStyles(unpacked.styles);
      return wasm_bindgen({ module_or_path: unpacked.module });
    }, function (error) {
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
