// A key for each button of the speaker that has the focus. The page does the same without it.

const speakers = () => [...document.querySelectorAll(".speaker")]
const current = () => document.activeElement?.closest(".speaker")

const focus = (speaker) => {
  speaker?.focus({ preventScroll: true })
  speaker?.scrollIntoView({ block: "nearest" })
}

const step = (by) => {
  const all = speakers()
  focus(all[Math.max(0, Math.min(all.length - 1, all.indexOf(current()) + by))])
}

// A speaker's own keys count while the focus is on it; on the page of one speaker, and for "undo", everywhere.
const target = (key) => {
  const selector = `[data-key="${CSS.escape(key)}"]`
  const speaker = current()
  if (speaker?.querySelector(selector)) return speaker.querySelector(selector)
  return document.querySelector(speakers().length && key !== "u" ? ".nothing" : selector)
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input, select, textarea")) return
  const inMenu = event.target.closest(".menu")
  if (event.key === "Escape" && event.target.closest("details[open]")) {
    const details = event.target.closest("details")
    details.open = false
    details.querySelector("summary").focus()
  } else if (["ArrowDown", "ArrowUp"].includes(event.key) && speakers().length && !inMenu) {
    event.preventDefault()
    step(event.key === "ArrowDown" ? 1 : -1)
  } else if (!event.repeat && event.key.length === 1 && target(event.key)) {
    event.preventDefault()
    const button = target(event.key)
    button.click()
    if (button.matches("summary")) button.focus()
  }
})

// Two clicks do not decide twice.
document.querySelectorAll("form[method=post]").forEach((form) => {
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) event.preventDefault()
    form.dataset.sent = "yes"
  })
})
window.addEventListener("pageshow", () => document.querySelectorAll("form").forEach((form) => delete form.dataset.sent))

// On the page that finds another speaker: what is found while one types.
const search = document.querySelector("form[data-live]")
let asked = 0
search?.addEventListener("input", () => {
  clearTimeout(asked)
  asked = setTimeout(async () => {
    const address = `?${new URLSearchParams(new FormData(search))}`
    const page = new DOMParser().parseFromString(await (await fetch(address)).text(), "text/html")
    const found = page.getElementById(search.dataset.live)
    if (found) document.getElementById(search.dataset.live).replaceChildren(...found.childNodes)
  }, 250)
})

document.documentElement.classList.add("js")
focus(document.getElementById(location.hash.slice(1)) ?? (search ? null : speakers()[0]))
