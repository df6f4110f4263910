// "Add another", and places that are moved by a click. The page saves the same without it.
import { createEditor } from "django-prose-editor/configurable"

const ID_ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"

const newKey = () =>
  Array.from(crypto.getRandomValues(new Uint8Array(7)), (byte) => ID_ALPHABET[byte % ID_ALPHABET.length]).join("")

const addAnother = (group) => {
  const total = document.querySelector(`[name=${group.id}-TOTAL_FORMS]`)
  const added = group.querySelector("template").content.firstElementChild.cloneNode(true)
  added.innerHTML = added.innerHTML.replaceAll("__prefix__", total.value)
  added.id = added.id.replace("__prefix__", total.value)
  group.querySelector("[data-forms]").append(added)
  total.value = Number(total.value) + 1
  added.querySelector("[name$=-key]").value = newKey()
  added.querySelectorAll("[data-django-prose-editor-configurable]").forEach((textarea) => createEditor(textarea))
  added.querySelector("textarea").focus()
}

const renumber = (forms) =>
  [...forms.children].forEach((form, index) => {
    form.querySelector("[name$=-place]").value = index + 1
  })

const move = (button) => {
  const form = button.closest("[data-form]")
  const other = button.dataset.move === "up" ? form.previousElementSibling : form.nextElementSibling
  if (!other) return
  button.dataset.move === "up" ? other.before(form) : other.after(form)
  renumber(form.parentElement)
  button.focus()
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-add], [data-move]")
  if (!button) return
  event.preventDefault()
  button.dataset.move ? move(button) : addAnother(button.closest("[data-formset]"))
  document.dispatchEvent(new Event("desk:changed"))
})

document.documentElement.classList.add("js")
