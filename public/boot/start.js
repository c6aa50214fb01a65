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
    Array.prototype.forEach.call(document.body.children, cover);
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
    // What comes after that, because it was under way, is covered too.
    new MutationObserver(function (changes) {
      changes.forEach(function (change) { Array.prototype.forEach.call(change.addedNodes, cover); });
    }).observe(document.body, { childList: true });
  }

  function cover(node) {
    if (node.setAttribute) node.setAttribute("inert", "");
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
      "The file was changed or cut short, for instance on its way by mail or on a stick, so the program in it cannot be used.",
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
    function text(id) {
      var element = document.getElementById(id);
      return element && element.textContent;
    }
    return {
      page: page.textContent,
      // Long texts, put together only for whoever needs them.
      get later() { return text("assay-later-program"); },
      get rest() { return text("assay-worker-program"); },
      // The single file is in windows-1252 and holds the bytes almost as they are, the served page is in UTF-8
      // and holds them as text.
      areBytes: document.characterSet === "windows-1252",
      unpacker: Number(page.getAttribute("data-unpacker")),
      module: Number(page.getAttribute("data-module")),
      styles: Number(page.getAttribute("data-styles")),
      laterModule: Number(page.getAttribute("data-later")),
      checksum: Number(page.getAttribute("data-crc32")),
      laterChecksum: Number(page.getAttribute("data-later-crc32")),
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
  // is checked when it is unpacked. The page does not wait for it, and is covered when it is not there.
  function whole() {
    return new Promise(function (resolve, reject) {
      window.addEventListener("DOMContentLoaded", function () {
        var last = document.getElementById("assay-worker-program");
        if (last && last.textContent.length === Number(last.getAttribute("data-length"))) resolve();
        else reject(new Error("the file ends too early"));
      });
    });
  }

  // The page's program is in two parts (`xtask/src/page/split/`). The first holds what the list of assessments needs
  // and begins without the second, which comes right after it. Should something of the second be called before, it is
  // brought while everything waits. Gives `instantiate`, which wasm-bindgen's script calls, and `bring`.
  function twoParts() {
    var first = null, imports = null, compiled = null, isThere = false;

    function put(module) {
      if (isThere) return;
      compiled = module;
      if (!first) return;
      isThere = true;
      // What it holds is in a table of the first one from then on.
      new WebAssembly.Instance(module, Object.assign({}, imports, { "assay-first": first.exports }));
    }

    function load() {
      performance.mark("assay-later-at-once");
      try {
        put(compiled || window.assayUnpack.laterNow(packed()));
      } catch (error) {
        stopForDamage(String(error));
        throw error;
      }
    }

    return {
      instantiate: function (module, given) {
        imports = given;
        var all = Object.assign({}, given, { "assay-later": { load: load } });
        return WebAssembly.instantiate(module, all).then(function (instance) {
          first = instance;
          if (compiled) put(compiled);
          return instance;
        });
      },
      bring: function () {
        var all = packed();
        if (isThere || all.laterModule === 0) return Promise.resolve();
        return window.assayUnpack.later(all).then(put, function (error) {
          stopForDamage(String(error));
          throw error;
        });
      },
    };
  }

  // Whether the address leads to the list of assessments.
  function isFirstScreen() {
    return /^(#\/?)?$/.test(location.hash);
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

  // All of this happens while the browser still reads the file: the second part of the page's program, then the
  // script that starts it (`run.js`), then the program beside the page.
  provideWorker();
  var parts = twoParts();
  window.assayInstantiate = parts.instantiate;
  var unpacked;
  try {
    unpacked = window.assayUnpack.first(packed());
  } catch (error) {
    return stopForDamage(String(error));
  }
  useStyles(unpacked.styles);
  whole().catch(function (error) { stopForDamage(String(error)); });

  window.assayRun = function () {
    Promise.resolve(isFirstScreen() || parts.bring())
      .then(function () { return stopped ? null : wasm_bindgen({ module_or_path: unpacked.module }); })
      .then(function () {
        var opening = document.getElementById("boot-opening");
        if (opening) opening.remove();
        performance.mark("assay-started");
        // The first screen is drawn before the rest comes.
        return new Promise(function (resolve) { setTimeout(resolve); }).then(parts.bring);
      })
      .then(function () { performance.mark("assay-complete"); })
      .catch(function (error) { stopAfterFailure(String((error && error.stack) || error)); });
  };
})();
