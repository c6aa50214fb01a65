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

  // What stands in the file, as bytes: the single file is in windows-1252 and holds them almost as they are,
  // the served page is in UTF-8 and holds them as text.
  function decode(text) {
    return document.characterSet === "windows-1252" ? fromBytes(text) : fromText(text);
  }

  // Every byte is a character (`xtask/src/page/bytes.rs`); after `=` comes one that is 64 higher. These are the
  // characters that windows-1252 has for the bytes from 128 on, where they are not those of their number.
  var MOVED = "\u20ac\u0081\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u008d\u017d\u008f" +
    "\u0090\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u009d\u017e\u0178";

  function fromBytes(text) {
    var values = new Int16Array(0x2123).fill(-1);
    for (var code = 0; code < 256; code += 1) values[code] = code;
    for (code = 0; code < 32; code += 1) values[MOVED.charCodeAt(code)] = 128 + code;
    var bytes = new Uint8Array(text.length);
    var length = 0, shift = 0;
    for (var index = 0; index < text.length; index += 1) {
      code = text.charCodeAt(index);
      if (code === 61 && shift === 0) { shift = 64; continue; }
      var value = code < 0x2123 ? values[code] : -1;
      if (value < 0) throw new Error("the program has a character that does not belong there");
      bytes[length] = value - shift;
      length += 1;
      shift = 0;
    }
    return bytes.subarray(0, length);
  }

  // basE91 with `-` for `<` (`xtask/src/page/text.rs`): two characters stand for 13 or 14 bits.
  var DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789!#$%&()*+,./:;-=>?@[]^_`{|}~\"";

  function fromText(text) {
    var values = new Uint8Array(128).fill(DIGITS.length);
    for (var digit = 0; digit < DIGITS.length; digit += 1) values[DIGITS.charCodeAt(digit)] = digit;
    var bytes = new Uint8Array(Math.ceil(text.length * 7 / 8) + 1);
    var length = 0, bits = 0, count = 0, first = -1;
    for (var index = 0; index < text.length; index += 1) {
      var value = values[text.charCodeAt(index)];
      if (!(value < DIGITS.length)) throw new Error("the program has a character that does not belong there");
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

  // CRC-32 of ISO-HDLC, as in ZIP archives.
  function checksum(bytes) {
    var table = new Int32Array(256);
    for (var number = 0; number < 256; number += 1) {
      var value = number;
      for (var bit = 0; bit < 8; bit += 1) value = value & 1 ? value >>> 1 ^ 0xedb88320 : value >>> 1;
      table[number] = value;
    }
    var sum = -1;
    for (var index = 0; index < bytes.length; index += 1) sum = sum >>> 8 ^ table[(sum ^ bytes[index]) & 255];
    return (sum ^ -1) >>> 0;
  }

  // The first bytes of a stream; what comes after them is not asked for.
  function first(stream, length) {
    var reader = stream.getReader();
    var left = length;
    return new ReadableStream({
      pull: function (given) {
        return reader.read().then(function (part) {
          if (part.done) throw new Error("the program ends too early");
          var bytes = part.value.subarray(0, left);
          left -= bytes.length;
          given.enqueue(bytes);
          if (left > 0) return undefined;
          given.close();
          return reader.cancel();
        });
      },
    });
  }

  // The programs are packed as xz, which browsers do not unpack by themselves; the script before this one
  // does. They are one stream, the page's program first; the stream's own check stands at its end, which
  // the page does not wait for. What is unpacked is compiled while the rest follows.
  function compile(packed) {
    var bytes = decode(packed.textContent);
    if (checksum(bytes) !== Number(packed.getAttribute("data-crc32"))) throw new Error("the program was changed");
    var unpacked = new window["xz-decompress"].XzReadableStream(new Blob([bytes]).stream());
    var module = first(unpacked, Number(packed.getAttribute("data-module")));
    return WebAssembly.compileStreaming(new Response(module, { headers: { "Content-Type": "application/wasm" } }));
  }

  // The program beside the page: its scripts are those of this page, so the policy knows their hashes. What
  // is packed is given out when it is needed first.
  function provideWorker() {
    var texts = ["assay-unpacker", "assay-worker-glue", "assay-worker"].map(function (id) {
      return document.getElementById(id).textContent;
    });
    window.assayProvideWorker(texts.join("\n"));
    window.assayPackedWorker = function () {
      var page = document.getElementById("assay-program");
      var rest = document.getElementById("assay-worker-program");
      return {
        parts: [decode(page.textContent), decode(rest.textContent)],
        start: Number(page.getAttribute("data-module")),
      };
    };
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

  if (typeof WebAssembly !== "object") return stopForLackOf("WebAssembly");
  if (typeof ReadableStream !== "function") return stopForLackOf("ReadableStream");
  if (!hasIndexedDatabase()) return stopForLackOf("IndexedDB (a private window or a setting may have switched it off)");
  if (!window.assayIsLocked || typeof wasm_bindgen !== "function" || !window["xz-decompress"]) return stopForLackOf("features of current JavaScript");

  provideWorker();
  var all = whole();
  Promise.resolve(document.getElementById("assay-program"))
    .then(compile)
    .then(function (program) { return all.then(function () { return program; }); })
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
