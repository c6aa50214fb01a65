// The lock, third part: no attribute leads outside, by whatever name it is set.

// Attributes that no element may get.
const REFUSED_ATTRIBUTES = words(
  "action archive attributionsrc background classid codebase contenteditable dynsrc formaction formtarget http-equiv" +
  " imagesrcset is lowsrc manifest ping poster profile shadowrootmode src srcdoc srcset target usemap",
);

// Elements that stand in the page's own head: they stay as they are.
const FIXED_ELEMENTS = words("base link meta");

// A link leads to a place in this page, or to a file that the page made.
function mayLeadTo(element, address) {
  if (address === "" || startsWith(address, "#")) return;
  if (localNameOf(element) === "a" && namespaceOf(element) === HTML && startsWith(address, "blob:")) return;
  refuse("a link to " + address);
}

function maySet(element, name, value) {
  const lower = lowerCase(name, []);
  if (REFUSED_ATTRIBUTES[lower] === true) refuse("the attribute " + lower);
  if (lower === "href") mayLeadTo(element, value);
  if (FIXED_ELEMENTS[localNameOf(element)] === true) refuse("changes of this element");
}

replaceMethod(ElementNatives, "setAttribute", function (native, element, list) {
  const name = "" + list[0];
  const value = "" + list[1];
  maySet(element, name, value);
  apply(native, element, [name, value]);
});
replaceMethod(ElementNatives, "setAttributeNS", function (native, element, list) {
  const namespace = list[0] === null || list[0] === undefined ? null : "" + list[0];
  const name = "" + list[1];
  const value = "" + list[2];
  maySet(element, localPart(name), value);
  apply(native, element, [namespace, name, value]);
});
replaceMethod(ElementNatives, "toggleAttribute", function (native, element, list) {
  const name = "" + list[0];
  maySet(element, name, "");
  return apply(native, element, list.length > 1 ? [name, Boolean(list[1])] : [name]);
});
["setAttributeNode", "setAttributeNodeNS"].forEach(function (name) { refuseMethod(ElementNatives, name); });
["setNamedItem", "setNamedItemNS"].forEach(function (name) { refuseMethod(prototype("NamedNodeMap"), name); });

// An attribute that is there already can be changed as a node.
const ownerOf = getter(prototype("Attr"), "ownerElement");
const attributeNameOf = getter(prototype("Attr"), "localName");
function guardValue(native, node, value) {
  const text = value === null || value === undefined ? value : "" + value;
  if (nodeTypeOf(node) === ATTRIBUTE) {
    const owner = ownerOf(node);
    if (owner) maySet(owner, attributeNameOf(node), "" + text);
  }
  apply(native, node, [text]);
}
replaceSetter(prototype("Attr"), "value", guardValue);
replaceSetter(NodeNatives, "nodeValue", guardValue);
replaceSetter(NodeNatives, "textContent", guardValue);

// The same attributes as properties.
replaceSetter(prototype("HTMLAnchorElement"), "href", function (native, element, value) {
  const address = "" + value;
  mayLeadTo(element, address);
  apply(native, element, [address]);
});
const REFUSED_PROPERTIES = {
  HTMLAnchorElement: "attributionSrc host hostname password pathname ping port protocol search target username",
  HTMLAreaElement: "href ping target",
  HTMLBaseElement: "href target",
  HTMLBodyElement: "background",
  HTMLButtonElement: "formAction formTarget",
  HTMLEmbedElement: "src",
  HTMLFormElement: "action target",
  HTMLFrameElement: "src",
  HTMLIFrameElement: "src srcdoc",
  HTMLImageElement: "attributionSrc longDesc lowsrc src srcset",
  HTMLInputElement: "formAction formTarget src",
  HTMLMediaElement: "src srcObject",
  HTMLObjectElement: "codeBase data",
  HTMLScriptElement: "attributionSrc src",
  HTMLSourceElement: "src srcset",
  HTMLTrackElement: "src",
  HTMLVideoElement: "poster",
  SVGAnimatedString: "baseVal",
};
namesOf(REFUSED_PROPERTIES).forEach(function (owner) {
  REFUSED_PROPERTIES[owner].split(" ").forEach(function (name) { refuseSetter(prototype(owner), name); });
});
["HTMLLinkElement", "HTMLMetaElement"].forEach(function (owner) {
  namesOf(prototype(owner)).forEach(function (name) { refuseSetter(prototype(owner), name, "changes of this element"); });
});
