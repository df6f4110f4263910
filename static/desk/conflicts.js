// Whose words are chosen stand in the box, where they can be changed before they are saved. Without this file the box
// holds one's own.
const editors = new Map()
document.addEventListener("prose-editor:ready", ({ detail: { editor, textarea } }) => editors.set(textarea.id, editor))

document.querySelector(".conflicts")?.addEventListener("change", ({ target }) => {
  const conflict = target.closest(".conflict")
  const box = conflict?.querySelector(".edited textarea")
  if (target.type !== "radio" || !box) return
  const words = target.closest(".side").querySelector("[data-words-of]")
  const isThere = !words.querySelector(".quiet")
  const editor = editors.get(box.id)
  if (editor) editor.commands.setContent(isThere ? words.innerHTML.trim() : "", { emitUpdate: true })
  else box.value = isThere ? words.textContent.trim() : ""
})

document.getElementById("conflicts-title")?.focus()
