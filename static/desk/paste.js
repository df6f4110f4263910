// Beside the words, the clipboard's HTML is taken, so that emphasis and links are kept. What is typed or changed here
// afterwards is plain text again. Without this file all is plain text.
const form = document.querySelector("#paste_form")
const [text, html, status] = [form.elements.text, form.elements.html, form.querySelector("[role=status]")]
let pasting = false

function say(word) {
  status.textContent = word ? status.dataset[word] : ""
}

text.addEventListener("paste", ({ clipboardData }) => {
  const whole = text.selectionStart === 0 && text.selectionEnd === text.value.length
  const copied = clipboardData.getData("text/html")
  if (!whole || !copied) return
  pasting = true
  html.value = copied
  say("formatted")
})

text.addEventListener("input", () => {
  if (!pasting && html.value) {
    html.value = ""
    say("plain")
  }
  pasting = false
})
