// The lock, last part: this tab shows this page, and nothing opens another one.

const typeOf = getter(prototype("Blob"), "type");
const sizeOf = getter(prototype("Blob"), "size");
const cutBlob = method(prototype("Blob"), "slice");
const pathOf = method(EventNatives, "composedPath");
const preventDefault = method(EventNatives, "preventDefault");
const listen = method(EventTargetNatives, "addEventListener");
const dispatch = method(EventTargetNatives, "dispatchEvent");
const OutwardEvent = CustomEvent;

// The page may want to tell the person which address was not opened.
function announce(address) {
  dispatch(window, [construct(OutwardEvent, ["assay-link-blocked", { detail: "" + address }])]);
}

seal(window, "open", function open(address) {
  if (address !== undefined && address !== "") announce(address);
  return null;
});
// Whoever opened this page gets no hold of it, nor it of them.
try { window.opener = null; } catch (_) { /* There is none that could be let go. */ }

function withoutFragment(address) {
  const at = indexIn(address, ["#"]);
  return at < 0 ? address : sliceOf(address, [0, at]);
}

// An address that leads to this same page, at whatever fragment. No script can replace `location.href`.
function staysHere(address) {
  return withoutFragment(address) === withoutFragment(location.href);
}

// A file that the page made itself.
function isMadeHere(address) {
  return startsWith(address, "blob:");
}

// Links, also when they would open another tab: with a modifier key, the middle button.
function guardLink(event) {
  const path = pathOf(event, []);
  for (let index = 0; index < path.length; index += 1) {
    const node = path[index];
    if (node === window || nodeTypeOf(node) !== ELEMENT) continue;
    const name = localNameOf(node);
    if (name !== "a" && name !== "area") continue;
    let address = attributeOf(node, ["href"]);
    if (address === null) address = attributeInOf(node, [XLINK, "href"]);
    if (address === null || address === "" || startsWith(address, "#")) continue;
    if (isMadeHere(address) && hasAttributeOf(node, ["download"])) continue;
    preventDefault(event, []);
    announce(address);
    return;
  }
}
listen(window, ["click", guardLink, true]);
listen(window, ["auxclick", guardLink, true]);

// Forms hand what is in them to the page, never to an address.
listen(window, ["submit", function (event) { preventDefault(event, []); }, true]);
refuseMethod(prototype("HTMLFormElement"), "submit", "submitting a form");

// Every other navigation of this tab: by script, by a refresh. Browsers without this interface tell no
// page that it is about to be left by its own script.
if (window.navigation) {
  const NavigateNatives = prototype("NavigateEvent");
  const destinationOf = getter(NavigateNatives, "destination");
  const addressOf = getter(prototype("NavigationDestination"), "url");
  const downloadOf = getter(NavigateNatives, "downloadRequest");
  const formOf = getter(NavigateNatives, "formData");
  let handedOver = null;
  const mayNavigate = function (event, address) {
    const download = downloadOf(event);
    if (download !== null && download !== undefined) {
      if (!isMadeHere(address)) return false;
      handedOver = address;
      return true;
    }
    // Firefox tells a second time of each file that it saves, now without saying that it will be saved.
    return address === handedOver || (staysHere(address) && !formOf(event));
  };
  // Capturing, because what captures is called first, in the order in which it was added.
  listen(window.navigation, ["navigate", function (event) {
    const address = addressOf(destinationOf(event));
    if (mayNavigate(event, address)) return;
    preventDefault(event, []);
    announce(address);
  }, true]);
}

// The page has one address; only its fragment changes.
["pushState", "replaceState"].forEach(function (name) {
  replaceMethod(prototype("History"), name, function (native, history, list) {
    const address = list[2];
    if (address === undefined || address === null) return apply(native, history, [list[0], ""]);
    const fragment = "" + address;
    if (!startsWith(fragment, "#")) refuse("another address");
    return apply(native, history, [list[0], "", fragment]);
  });
});

// A file that the page hands over is saved, never shown as a page of its own.
const HANDED_OVER = words(
  "application/json application/octet-stream application/pdf application/vnd.assay.backup+zip application/x-pem-file" +
  " text/plain",
);
replaceMethod(URL, "createObjectURL", function (native, owner, list) {
  const blob = list[0];
  const kept = HANDED_OVER[typeOf(blob)] === true;
  return apply(native, owner, [kept ? blob : cutBlob(blob, [0, sizeOf(blob), "application/octet-stream"])]);
});

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

// The program starts only behind this.
seal(window, "assayIsLocked", true);
