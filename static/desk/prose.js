// What the desk adds to the prose editor: ids that paragraphs keep, lists of speakers as lines of the text, paste,
// and a toolbar that the keyboard passes in one step. Without this file each field is a textarea with the same markup.
import { Extension, Link as BaseLink, Node, Plugin } from "django-prose-editor/editor"

const attribute = (name, keepOnSplit) => ({
  default: null,
  keepOnSplit,
  parseHTML: (element) => element.getAttribute(name),
  renderHTML: (attributes) => (attributes[name] ? { [name]: attributes[name] } : {}),
})

// A paragraph's id stays with its beginning, and with the first of two that were copied from each other.
export const BlockIds = Extension.create({
  name: "blockIds",

  addGlobalAttributes() {
    return [
      { types: ["paragraph", "heading"], attributes: { id: attribute("id", false) } },
      { types: ["paragraph"], attributes: { "data-digests": attribute("data-digests", true) } },
    ]
  },

  addProseMirrorPlugins() {
    return [
      new Plugin({
        appendTransaction(transactions, _before, state) {
          if (!transactions.some((transaction) => transaction.docChanged)) return null
          const seen = new Set()
          const change = state.tr
          state.doc.forEach((node, position) => {
            const { id } = node.attrs
            if (id && seen.has(id)) change.setNodeAttribute(position, "id", null)
            seen.add(id)
          })
          return change.docChanged ? change : null
        },
      }),
    ]
  },
})

// A list of speakers is written in its own box; in the text it is one line that can be moved or removed.
export const SpeakersList = Node.create({
  name: "speakersList",
  group: "block",
  atom: true,
  draggable: true,

  addAttributes() {
    return {
      key: { parseHTML: (element) => element.dataset.list },
      sentence: { parseHTML: (element) => element.textContent },
    }
  },
  parseHTML: () => [{ tag: "div[data-list]" }],
  renderHTML: ({ node }) => ["div", { "data-list": node.attrs.key }, node.attrs.sentence],
})

// "here" may be a link whose address is still to be filled in.
export const Link = BaseLink.extend({
  parseHTML() {
    const [rule] = this.parent()
    return [{ ...rule, getAttrs: (element) => (element.getAttribute("href") === "" ? null : rule.getAttrs(element)) }]
  },
})

// Word and web pages mark the heading of a part by any level, or by a line in bold.
const HEADINGS = "h1, h2, h4, h5, h6"

const asHeading = (element) => {
  const heading = document.createElement("h3")
  heading.textContent = element.textContent
  element.replaceWith(heading)
}

const isBold = (element) =>
  /font-weight:\s*(bold|[6-9]00)/.test(element.dataset?.style) || /^(B|STRONG)$/.test(element.tagName)

const isBoldLine = (paragraph) => {
  const parts = [...paragraph.childNodes].filter((node) => node.textContent.trim())
  return parts.length > 0 && paragraph.textContent.length < 200 && parts.every(isBold)
}

export const cleanPaste = (html) => {
  // Inline styles are only read here: as attributes of their own name, the page's policy would report each of them.
  const body = new DOMParser().parseFromString(html.replace(/\sstyle=/gi, " data-style="), "text/html").body
  body.querySelectorAll(HEADINGS).forEach(asHeading)
  for (const paragraph of body.querySelectorAll("p")) if (isBoldLine(paragraph)) asHeading(paragraph)
  for (const end of body.querySelectorAll("br")) end.replaceWith(" ")
  return body.innerHTML
}

export const Paste = Extension.create({
  name: "deskPaste",
  addProseMirrorPlugins: () => [new Plugin({ props: { transformPastedHTML: cleanPaste } })],
})

// The field that a screen reader announces is the label's, in the language of the text.
const nameEditor = (editor, textarea) => {
  const box = editor.view.dom
  const label = document.querySelector(`label[for="${textarea.id}"]`)
  box.setAttribute("aria-multiline", "true")
  box.setAttribute("aria-label", label?.textContent.trim().replace(/:$/, "") ?? "")
  for (const name of ["lang", "spellcheck", "aria-describedby", "aria-invalid"]) {
    if (textarea.hasAttribute(name)) box.setAttribute(name, textarea.getAttribute(name))
  }
  label?.addEventListener("click", () => editor.commands.focus())
}

// Called in the reader's language; one stop for the Tab key, arrows inside.
const tameToolbar = (editor, toolbar, words) => {
  const buttons = [...toolbar.querySelectorAll("button")]
  const visible = () => buttons.filter((button) => !button.classList.contains("hidden"))
  const rove = (current) => buttons.forEach((button) => (button.tabIndex = button === current ? 0 : -1))
  toolbar.setAttribute("role", "toolbar")
  toolbar.setAttribute("aria-label", words.toolbar)
  for (const button of buttons) {
    button.title = words[button.dataset.name]
    button.setAttribute("aria-label", button.title)
  }
  rove(buttons[0])
  toolbar.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
    if (!step) return
    event.preventDefault()
    const among = visible()
    const next = among[(among.indexOf(event.target) + step + among.length) % among.length]
    rove(next)
    next.focus()
  })
  const tell = () =>
    buttons.forEach((button) => {
      button.setAttribute("aria-disabled", button.classList.contains("disabled"))
      if (!/^(history|unlink)/.test(button.dataset.name)) {
        button.setAttribute("aria-pressed", button.classList.contains("active"))
      }
    })
  editor.on("transaction", tell)
  tell()
}

document.addEventListener("prose-editor:ready", ({ detail: { editor, textarea } }) => {
  nameEditor(editor, textarea)
  // The toolbar is made when the editor tells that it was created.
  const tame = () => tameToolbar(editor, editor.storage.menu.dom, JSON.parse(textarea.dataset.words))
  editor.storage.menu.dom ? tame() : editor.on("create", tame)
})
