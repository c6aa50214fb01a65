// Unpacks what the file holds packed: the page's program and its styles where the page is, the program beside
// the page where that runs.
//
// What is packed is handed over as `{ page, later, rest, areBytes, unpacker, module, styles, laterModule, checksum,
// laterChecksum }`: the three texts that stand in the file (`later` only for the second part of the page's program,
// `rest` only for the program beside the page), whether they are bytes or basE91, how long what unpacks is, which
// stands first, then how long the first part of the page's program, the styles and the second part are when they
// are unpacked, and the checksums of the first two texts.
(function (scope) {
  "use strict";

  // What stands in the file, as bytes: the single file is in windows-1252 and holds them almost as they are,
  // the served page is in UTF-8 and holds them as text.
  function decode(text, packed) {
    return packed.areBytes ? fromBytes(text) : fromText(text);
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

  // Gives a stream's parts one after the other: the next `length` bytes each time. What comes after the last one
  // that is asked for is not waited for, but let go: only one stream is unpacked at a time.
  function inParts(stream) {
    var reader = stream.getReader();
    var held = new Uint8Array(0);
    function next(length) {
      var left = length;
      return new ReadableStream({
        pull: function fill(given) {
          if (left === 0) return given.close();
          if (held.length === 0) {
            return reader.read().then(function (part) {
              if (!part.done) held = part.value;
              else if (left === Infinity) return given.close();
              else throw new Error("the program ends too early");
              return fill(given);
            });
          }
          var bytes = held.subarray(0, left);
          held = held.subarray(bytes.length);
          left -= bytes.length;
          given.enqueue(bytes);
          if (left === 0) given.close();
          return undefined;
        },
      });
    }
    return { next: next, letGo: function () { return reader.cancel(); } };
  }

  // Few browsers unpack Zstandard by themselves, so its own decoder, compiled to WebAssembly, stands in the file.
  // All is one frame: the first part of the page's program, its styles, the second part, the program beside the
  // page. The frame's own check stands at its end, which the page does not wait for.
  var FROM_DECODER = { env: { emscripten_notify_memory_growth: function () {} } };

  function unpack(decoder, parts) {
    return WebAssembly.instantiate(decoder, FROM_DECODER)
      .then(function (made) { return inParts(streamOf(decompress(made.instance.exports, parts))); });
  }

  // All at once, without letting the page do anything else meanwhile: `length` bytes after the first `from`.
  function unpackNow(decoder, parts, from, length) {
    var instance = new WebAssembly.Instance(new WebAssembly.Module(decoder), FROM_DECODER);
    var next = decompress(instance.exports, parts);
    var all = new Uint8Array(from + length);
    for (var filled = 0; filled < all.length;) {
      var bytes = next();
      if (!bytes) throw new Error("the program ends too early");
      bytes = bytes.subarray(0, all.length - filled);
      all.set(bytes, filled);
      filled += bytes.length;
    }
    return all.subarray(from);
  }

  // How much is unpacked at a time, in bytes.
  var PIECE = 1 << 18;

  // Gives what gives one piece after the other, and `null` at the end.
  //
  // The decoder's buffers (`ZSTD_inBuffer`, `ZSTD_outBuffer`) are three numbers of four bytes each: where the bytes
  // are, how many there are, and how far they were used. Its memory is another one after it has grown.
  function decompress(zstd, parts) {
    function place(size) {
      var at = zstd.malloc(size);
      if (at === 0) throw new Error("there is no memory to unpack the program");
      return at;
    }
    function describe(buffer, at, size) {
      new Uint32Array(zstd.memory.buffer, buffer, 3).set([at, size, 0]);
    }
    var size = parts.reduce(function (sum, part) { return sum + part.length; }, 0);
    var source = place(size), target = place(PIECE), input = place(12), output = place(12);
    var context = zstd.ZSTD_createDCtx();
    parts.reduce(function (at, part) {
      new Uint8Array(zstd.memory.buffer).set(part, at);
      return at + part.length;
    }, source);
    describe(input, source, size);
    return function () {
      describe(output, target, PIECE);
      var left = zstd.ZSTD_decompressStream(context, output, input);
      if (left < 0) throw new Error("the program cannot be unpacked (" + left + ")");
      var length = new Uint32Array(zstd.memory.buffer, output, 3)[2];
      return length === 0 ? null : new Uint8Array(zstd.memory.buffer, target, length).slice();
    };
  }

  function streamOf(next) {
    return new ReadableStream({
      pull: function (given) {
        var bytes = next();
        return bytes ? given.enqueue(bytes) : given.close();
      },
    });
  }

  // What is unpacked is compiled while the rest follows.
  function compile(module) {
    return WebAssembly.compileStreaming(new Response(module, { headers: { "Content-Type": "application/wasm" } }));
  }

  function inTurn(work) {
    return Promise.resolve().then(work);
  }

  function checked(bytes, sum) {
    if (checksum(bytes) !== sum) throw new Error("the program was changed");
    return bytes;
  }

  // How many bytes Chromium compiles at once on a page. A page that is not made small (`cargo xtask bundle --dev`) has
  // more.
  var MOST_AT_ONCE = 1 << 23;

  // The first text as bytes, from when the page starts until the second part of its program is there.
  var held = null;

  // The unpacker, and the frame as far as the second part of the page's program goes.
  function asFarAsLater(packed) {
    var first = held || decode(packed.page, packed);
    return {
      unpacker: first.subarray(0, packed.unpacker),
      parts: [first.subarray(packed.unpacker), checked(decode(packed.later, packed), packed.laterChecksum)],
    };
  }

  scope.assayUnpack = {
    // The first part of the page's program and its styles, at once, while the browser goes on reading the file. In Firefox
    // `WebAssembly.compile` is never done when it is called while a page is read that is opened once more.
    first: function (packed) {
      held = checked(decode(packed.page, packed), packed.checksum);
      var parts = [held.subarray(packed.unpacker)];
      var all = unpackNow(held.subarray(0, packed.unpacker), parts, 0, packed.module + packed.styles);
      var module = all.subarray(0, packed.module);
      return {
        // What starts the program takes a promise as well.
        module: module.length > MOST_AT_ONCE ? WebAssembly.compile(module) : new WebAssembly.Module(module),
        styles: new TextDecoder().decode(all.subarray(packed.module)),
      };
    },
    // The second part of the page's program.
    later: function (packed) {
      return inTurn(function () {
        var frame = asFarAsLater(packed);
        return unpack(frame.unpacker, frame.parts).then(function (parts) {
          return parts.next(packed.module + packed.styles).pipeTo(new WritableStream()).then(function () {
            return compile(parts.next(packed.laterModule));
          }).then(function (module) {
            held = null;
            return parts.letGo().then(function () { return module; });
          });
        });
      });
    },
    // The same for somebody who cannot wait.
    laterNow: function (packed) {
      var frame = asFarAsLater(packed);
      var from = packed.module + packed.styles;
      return new WebAssembly.Module(unpackNow(frame.unpacker, frame.parts, from, packed.laterModule));
    },
    // The program beside the page. The page's comes first in the stream, because the two have much in common.
    beside: function (packed) {
      return inTurn(function () {
        var first = decode(packed.page, packed);
        var frame = [first.subarray(packed.unpacker), decode(packed.later, packed), decode(packed.rest, packed)];
        return unpack(first.subarray(0, packed.unpacker), frame).then(function (parts) {
          var before = packed.module + packed.styles + packed.laterModule;
          return parts.next(before).pipeTo(new WritableStream()).then(function () {
            return compile(parts.next(Infinity));
          });
        });
      }).catch(function (error) {
        throw new Error("this copy of Assay is damaged, copy the file again from where you have it: " + error);
      });
    },
  };
})(self);
