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

  // basE91 with `-` for `<` (`xtask/src/page/text.rs`): two characters stand for 13 or 14 bits.
  var DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789!#$%&()*+,./:;-=>?@[]^_`{|}~\"";

  function decode(text) {
    var values = new Uint8Array(128).fill(DIGITS.length);
    for (var digit = 0; digit < DIGITS.length; digit += 1) values[DIGITS.charCodeAt(digit)] = digit;
    var bytes = new Uint8Array(Math.ceil(text.length * 7 / 8) + 1);
    var length = 0, bits = 0, count = 0, first = -1;
    for (var index = 0; index < text.length; index += 1) {
      var value = values[text.charCodeAt(index)];
      if (!(value < DIGITS.length)) throw new Error("the program’s text has a character that does not belong there");
      if (first < 0) { first = value; continue; }
      var pair = first + value * 91;
      first = -1;
      bits |= pair << count;
      count += (pair & 8191) > 88 ? 13 : 14;
      for (; count > 7; count -= 8, bits >>>= 8) { bytes[length] = bits; length += 1; }
    }
    if (first >= 0) { bytes[length] = bits | first << count; length += 1; }
    return bytes.subarray(0, length);
  }

  // The program is packed as xz, which browsers do not unpack by themselves; the script before this one
  // does, and checks the sum of what it unpacked. What is unpacked is compiled while the rest follows.
  function compile(bytes) {
    var XzReadableStream = window["xz-decompress"].XzReadableStream;
    var unpacked = new XzReadableStream(new Blob([bytes]).stream());
    var answer = new Response(unpacked, { headers: { "Content-Type": "application/wasm" } });
    return WebAssembly.compileStreaming(answer);
  }

  // The program beside the page: its scripts are those of this page, so the policy knows their hashes. What
  // is packed is given out when it is needed first.
  function provideWorker() {
    var texts = ["assay-unpacker", "assay-worker-glue", "assay-worker"].map(function (id) {
      return document.getElementById(id).textContent;
    });
    window.assayProvideWorker(texts.join("\n"));
    window.assayPackedWorker = function () {
      return decode(document.getElementById("assay-worker-program").textContent.trim());
    };
  }

  if (typeof WebAssembly !== "object") return stopForLackOf("WebAssembly");
  if (typeof ReadableStream !== "function") return stopForLackOf("ReadableStream");
  if (!hasIndexedDatabase()) return stopForLackOf("IndexedDB (a private window or a setting may have switched it off)");
  if (!window.assayIsLocked || typeof wasm_bindgen !== "function" || !window["xz-decompress"]) return stopForLackOf("features of current JavaScript");

  provideWorker();
  var packed = document.getElementById("assay-program");
  var text = packed.textContent.trim();
  packed.remove();
  Promise.resolve(text)
    .then(decode)
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
