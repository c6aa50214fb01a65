// The lock, fifth part: what browsers offer to every script that talks to other computers, or opens a
// realm of its own that is not locked. Of all that, Assay uses one worker, whose program is its own. The
// policy forbids some of these already; the lock does not rely on that.

// Names on the window.
const NativeWorker = window.Worker;
const NativeBlob = window.Blob;
const makeAddressOf = URL.createObjectURL;
const dropAddressOf = URL.revokeObjectURL;

const REMOVED = [
  // Connections.
  "fetch", "fetchLater", "XMLHttpRequest", "WebSocket", "WebSocketStream", "WebTransport", "EventSource",
  "TCPSocket", "TCPServerSocket", "UDPSocket", "RTCPeerConnection", "webkitRTCPeerConnection",
  "mozRTCPeerConnection", "RTCIceTransport", "RTCIceGatherer",
  // Realms.
  "Worker", "SharedWorker", "documentPictureInPicture",
  // What the browser asks another computer on a page's behalf.
  "Audio", "FontFace", "Notification", "PaymentRequest", "ApplePaySession", "PresentationRequest", "MediaMetadata",
  "IdentityCredential", "IdentityProvider", "safari", "sharedStorage", "speechSynthesis",
  "SpeechSynthesisUtterance", "SpeechRecognition", "webkitSpeechRecognition", "Translator", "LanguageDetector", "LanguageModel",
  "Summarizer", "Writer", "Rewriter", "Proofreader",
  // Documents out of other documents.
  "XSLTProcessor", "webkitRequestFileSystem", "webkitResolveLocalFileSystemURL",
];
REMOVED.forEach(function (name) {
  if (name in window) seal(window, name, undefined);
});

// Names on what an interface is made from.
const REMOVED_PROPERTIES = {
  Navigator:
    "sendBeacon credentials geolocation mediaSession presentation push registerProtocolHandler joinAdInterestGroup" +
    " runAdAuction createAuctionNonce requestMediaKeySystemAccess bluetooth serial usb hid ink login" +
    " getInstalledRelatedApps modelContext",
  ServiceWorkerRegistration:
    "pushManager backgroundFetch periodicSync sync paymentManager showNotification cookies",
  Cache: "add addAll",
  HTMLMediaElement: "remote",
};
namesOf(REMOVED_PROPERTIES).forEach(function (owner) {
  const from = prototype(owner);
  if (!from) return;
  REMOVED_PROPERTIES[owner].split(" ").forEach(function (name) {
    if (describe(from, name)) seal(from, name, undefined);
  });
});
refuseMethod(prototype("Worklet"), "addModule");

// The served page's own worker, and no other.
replaceMethod(prototype("ServiceWorkerContainer"), "register", function (native, container, list) {
  if (list[0] !== "service-worker.js") refuse("this service worker");
  return apply(native, container, [trustAddress("service-worker.js")]);
});

// What every worker begins with: it takes away what would reach another computer or a disk, wherever it is
// inherited from. Its text goes into the worker, so it names nothing from outside.
function lockWorker() {
  "use strict";
  [
    "fetch", "fetchLater", "XMLHttpRequest", "WebSocket", "WebSocketStream", "WebTransport", "EventSource",
    "TCPSocket", "TCPServerSocket", "UDPSocket", "RTCPeerConnection", "Worker", "SharedWorker", "importScripts",
    "BroadcastChannel", "FontFace", "Notification", "indexedDB", "caches", "webkitRequestFileSystem",
    "webkitRequestFileSystemSync", "webkitResolveLocalFileSystemURL", "webkitResolveLocalFileSystemSyncURL",
  ].forEach(function (name) {
    for (var at = self; at; at = Object.getPrototypeOf(at)) {
      if (at === self || Object.getOwnPropertyDescriptor(at, name)) {
        Object.defineProperty(at, name, { value: undefined, writable: false, configurable: false });
      }
    }
  });
}

// The one program that may run beside the page. The page's boot script says what it is, before anything else
// of the page runs; after that it can be started, and nothing else can.
let workerProgram = null;
seal(window, "assayHasWorkers", typeof NativeWorker === "function");
seal(window, "assayProvideWorker", function (text) {
  if (workerProgram !== null) refuse("another worker");
  workerProgram = "(" + lockWorker + ")();\n" + text;
});
seal(window, "assayStartWorker", function () {
  if (workerProgram === null || !window.assayHasWorkers) refuse("workers");
  const program = construct(NativeBlob, [[workerProgram], { type: "text/javascript" }]);
  const address = apply(makeAddressOf, URL, [program]);
  const worker = construct(NativeWorker, [trustAddress(address)]);
  apply(dropAddressOf, URL, [address]);
  return worker;
});
