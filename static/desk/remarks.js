// Remarks without leaving one's place: the one form comes to the paragraph that it is about, with all that was typed
// in it; and from a remark above the forms a link leads to its paragraph in the editor. Without this file the form
// stands below the acts, with a list of the paragraphs to choose from.
document.documentElement.classList.add("js")

// --- Where a text is read: a button at each paragraph ---

const form = document.getElementById("remark_form")
const article = document.querySelector(".release")
const buttons = []

const openAt = (button) => {
  const host = button.parentElement
  ;(host.closest(".remarked") ?? host).after(form)
  form.classList.add("in-place")
  form.elements["remark-block"].value = button.dataset.block
  form.querySelector("details").open = true
  form.elements["remark-text"].focus()
  from = button
}

const putBack = () => {
  home.after(form)
  form.classList.remove("in-place")
  form.querySelector("details").open = false
  form.elements["remark-block"].value = ""
  ;(from ?? form.querySelector("summary")).focus()
  from = null
}

// One stop for the Tab key among all of them; arrows lead to the next paragraph.
const rove = (current) => buttons.forEach((button) => (button.tabIndex = button === current ? 0 : -1))

const step = (event) => {
  const by = { ArrowDown: 1, ArrowUp: -1 }[event.key]
  const next = buttons[buttons.indexOf(event.currentTarget) + by]
  if (!by || !next) return
  event.preventDefault()
  rove(next)
  next.focus()
}

const addButton = (block) => {
  const host = block.matches(".statement") ? block.querySelector("p") : block
  const words = host.textContent.trim().split(/\s+/).slice(0, 8).join(" ")
  const button = document.createElement("button")
  button.type = "button"
  button.className = "remark-here"
  button.dataset.block = block.id.slice(2)
  button.lang = document.documentElement.lang
  button.title = form.dataset.hint
  button.setAttribute("aria-label", `${form.dataset.label} ${words}`)
  button.textContent = "✎"
  button.addEventListener("click", () => (rove(button), openAt(button)))
  button.addEventListener("keydown", step)
  host.classList.add("remarkable")
  host.append(button)
  buttons.push(button)
}

let from = null
const home = document.createElement("span")
if (form && article) {
  form.before(home)
  const offered = new Set([...form.elements["remark-block"].options].map((option) => option.value))
  for (const block of article.querySelectorAll('[id^="b-"]')) if (offered.has(block.id.slice(2))) addButton(block)
  rove(buttons[0])
  form.querySelector("[data-cancel]").addEventListener("click", putBack)
  form.addEventListener("keydown", (event) => event.key === "Escape" && form.querySelector("details").open && putBack())

  // What was refused is offered again at its paragraph; and whoever leaves with a remark unsaid is asked.
  const text = form.elements["remark-text"]
  const refused = buttons.find((button) => button.dataset.block === form.elements["remark-block"].value)
  if (text.value && refused) openAt(refused)
  let sent = false
  form.addEventListener("submit", () => (sent = true))
  window.addEventListener("beforeunload", (event) => text.value.trim() && !sent && event.preventDefault())
}

// --- Where a text is written: from a remark to its paragraph ---

const caretAt = (paragraph) => {
  paragraph.closest("[contenteditable=true]").focus()
  getSelection().collapse(paragraph, 0)
  paragraph.scrollIntoView({ block: "center" })
}

const listOf = (block) => document.querySelector(`#lists [name$="-key"][value="${CSS.escape(block)}"]`)?.closest("[data-form]")

document.addEventListener("click", (event) => {
  const block = event.target.closest("a[data-block]")?.dataset.block
  if (!block) return
  event.preventDefault()
  const paragraph = document.querySelector(`.ProseMirror [id="${CSS.escape(block)}"]`)
  if (paragraph) return caretAt(paragraph)
  const list = listOf(block)
  list?.scrollIntoView({ block: "center" })
  list?.querySelector("textarea, select")?.focus()
})
