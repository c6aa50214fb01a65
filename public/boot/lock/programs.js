// The lock, fifth part: what browsers offer to every script that talks to other computers, or opens a
// realm of its own that is not locked. Assay uses none of it. The policy forbids some of these already;
// the lock does not rely on that.

// Names on the window.
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
