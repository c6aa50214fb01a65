// The lock, second part: no element that makes a browsing context or a connection comes into being, or
// into the document. Elements are named that may, because nobody knows what browsers will bring.

const KNOWN = create(null);
KNOWN[HTML] = words(
  "a abbr address article aside b bdi bdo blockquote br button canvas caption cite code col colgroup data" +
  " datalist dd del details dfn dialog div dl dt em fieldset figcaption figure font footer form h1 h2 h3 h4 h5" +
  " h6 header hgroup hr i input ins kbd label legend li main mark menu meter nav ol optgroup option output p" +
  " pre progress q rp rt ruby s samp search section select small span strong sub summary sup table tbody td" +
  " template textarea tfoot th thead time tr u ul var wbr",
);
KNOWN[SVG] = words(
  "circle clipPath defs desc ellipse g line linearGradient marker mask path polygon polyline rect stop svg text" +
  " title tspan",
);

// What must not be below an element that is cloned or comes into the document: by its name, because this
// is asked often. What these leave out cannot have been made.
const FOREIGN =
  "iframe,frame,frameset,object,embed,applet,portal,fencedframe,webview,controlledframe,link,meta,base,script," +
  "style,noscript,img,image,picture,source,track,video,audio,bgsound,area,map,param,foreignObject,use,feImage," +
  "animate,animateMotion,animateTransform,set,discard,mpath,handler,listener,prefetch,math,math *,body,head,html";

function isKnown(namespace, name) {
  const names = KNOWN[namespace];
  return names !== undefined && names[name] === true;
}

function mayCreate(namespace, name) {
  if (!isKnown(namespace, name)) refuse("<" + name + ">");
}

// Refuses a node for what it is or what is below it.
function mayBeUsed(node, isDeep) {
  const type = nodeTypeOf(node);
  if (type === ELEMENT) {
    mayCreate(namespaceOf(node), localNameOf(node));
    if (isDeep && findInElement(node, [FOREIGN]) !== null) refuse("what is in this element");
  } else if (type === FRAGMENT) {
    if (isDeep && findInFragment(node, [FOREIGN]) !== null) refuse("what is in this fragment");
  } else if (type === DOCUMENT || type === INSTRUCTION) {
    refuse("nodes of this kind");
  }
}

// A second argument may name a custom element, of which there are none.
replaceMethod(DocumentNatives, "createElement", function (native, document, list) {
  const name = "" + list[0];
  mayCreate(HTML, lowerCase(name, []));
  return apply(native, document, [name]);
});
replaceMethod(DocumentNatives, "createElementNS", function (native, document, list) {
  const namespace = "" + list[0];
  const name = "" + list[1];
  mayCreate(namespace, localPart(name));
  return apply(native, document, [namespace, name]);
});
refuseMethod(DocumentNatives, "createProcessingInstruction");
refuseMethod(prototype("DOMImplementation"), "createDocument");
refuseMethod(prototype("CustomElementRegistry"), "define", "custom elements");
refuseMethod(ElementNatives, "attachShadow");

replaceMethod(NodeNatives, "cloneNode", function (native, node, list) {
  const isDeep = Boolean(list[0]);
  mayBeUsed(node, isDeep);
  return apply(native, node, [isDeep]);
});
replaceMethod(DocumentNatives, "importNode", function (native, document, list) {
  const isDeep = Boolean(list[1]) && list[1].selfOnly !== true;
  mayBeUsed(list[0], isDeep);
  return apply(native, document, [list[0], isDeep]);
});
replaceMethod(DocumentNatives, "adoptNode", function (native, document, list) {
  mayBeUsed(list[0], true);
  return apply(native, document, [list[0]]);
});

// How many of a method's first arguments are nodes to be inserted.
const EVERY = Infinity;
function guardInsertion(owner, name, count) {
  replaceMethod(owner, name, function (native, parent, list) {
    // What is not in the document yet is looked at when it comes in.
    if (isConnected(parent)) {
      for (let index = 0; index < list.length && index < count; index += 1) {
        const node = list[index];
        if (typeof node === "object" && node !== null) mayBeUsed(node, true);
      }
    }
    return apply(native, parent, list);
  });
}

guardInsertion(NodeNatives, "appendChild", 1);
guardInsertion(NodeNatives, "insertBefore", 1);
guardInsertion(NodeNatives, "replaceChild", 1);
["Element", "Document", "DocumentFragment"].forEach(function (name) {
  guardInsertion(prototype(name), "append", EVERY);
  guardInsertion(prototype(name), "prepend", EVERY);
  guardInsertion(prototype(name), "replaceChildren", EVERY);
  guardInsertion(prototype(name), "moveBefore", 1);
});
["Element", "CharacterData", "DocumentType"].forEach(function (name) {
  guardInsertion(prototype(name), "before", EVERY);
  guardInsertion(prototype(name), "after", EVERY);
  guardInsertion(prototype(name), "replaceWith", EVERY);
});
guardInsertion(prototype("HTMLSelectElement"), "add", 1);
replaceMethod(ElementNatives, "insertAdjacentElement", function (native, element, list) {
  mayBeUsed(list[1], true);
  return apply(native, element, [list[0], list[1]]);
});
replaceMethod(prototype("Range"), "insertNode", function (native, range, list) {
  mayBeUsed(list[0], true);
  return apply(native, range, [list[0]]);
});
replaceMethod(prototype("HTMLOptionsCollection"), "add", function (native, options, list) {
  mayBeUsed(list[0], true);
  return apply(native, options, list);
});
["caption", "tHead", "tFoot"].forEach(function (name) {
  replaceSetter(prototype("HTMLTableElement"), name, function (native, table, part) {
    if (part) mayBeUsed(part, true);
    apply(native, table, [part]);
  });
});
refuseSetter(DocumentNatives, "body", "another body");

// Ranges clone what they cut in two.
["cloneContents", "extractContents", "surroundContents"].forEach(function (name) {
  refuseMethod(prototype("Range"), name);
});
