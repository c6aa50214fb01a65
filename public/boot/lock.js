// Shuts the ways to the network that a content security policy leaves open. It runs before anything
// else on the page. Assay never needs the network, so whatever this stops was a mistake or an attack.
(function () {
  "use strict";

  // Programs that talk to other computers past the policy's connect-src.
  ["RTCPeerConnection", "webkitRTCPeerConnection", "mozRTCPeerConnection", "WebTransport"].forEach(function (name) {
    Object.defineProperty(window, name, { value: undefined, writable: false, configurable: false });
  });

  // New windows.
  Object.defineProperty(window, "open", {
    value: function () { return null; },
    writable: false,
    configurable: false,
  });

  // An address that leads to this same page, at whatever fragment.
  function staysHere(address) {
    return withoutFragment(address) === withoutFragment(location.href);
  }

  function withoutFragment(address) {
    try {
      return new URL(address, document.baseURI).href.split("#")[0];
    } catch (_) {
      return null;
    }
  }

  // A file that the page made itself.
  function isMadeHere(address) {
    return /^(blob|data):/i.test(address);
  }

  // The page may want to tell the person which address was not opened.
  function announce(address) {
    window.dispatchEvent(new CustomEvent("assay-link-blocked", { detail: String(address) }));
  }

  // Links, also when they would open another tab: with a modifier key, the middle button, a target.
  function guardLink(event) {
    var link = event.composedPath().find(function (node) {
      return (node.localName === "a" || node.localName === "area") && node.href;
    });
    if (!link) return;
    var address = typeof link.href === "string" ? link.href : link.href.baseVal;
    if (staysHere(address)) return;
    if (link.hasAttribute("download") && isMadeHere(address)) return;
    event.preventDefault();
    announce(address);
  }
  window.addEventListener("click", guardLink, true);
  window.addEventListener("auxclick", guardLink, true);

  // Every other navigation of this tab: by script, by a form, by a refresh.
  var handedOver = null;
  function mayNavigate(event) {
    var address = event.destination.url;
    if (event.downloadRequest !== null && event.downloadRequest !== undefined) {
      if (!isMadeHere(address)) return false;
      handedOver = address;
      return true;
    }
    // Firefox tells a second time of each file that it saves, now without saying that it will be saved.
    return address === handedOver || (staysHere(address) && !event.formData);
  }
  if (window.navigation) {
    window.navigation.addEventListener("navigate", function (event) {
      if (mayNavigate(event)) return;
      event.preventDefault();
      announce(event.destination.url);
    });
  }

  // A file dropped beside its target would otherwise replace the page.
  function isFileDrag(event) {
    return event.dataTransfer && Array.prototype.indexOf.call(event.dataTransfer.types, "Files") >= 0;
  }
  window.addEventListener("dragover", function (event) {
    if (event.defaultPrevented || !isFileDrag(event)) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = "none";
  });
  window.addEventListener("drop", function (event) {
    if (isFileDrag(event)) event.preventDefault();
  });
})();
