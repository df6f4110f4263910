// Keeps what is written: two seconds after the last key, and on leaving, as words of this page alone, beside the text.
// That they are kept is told only once the server has said so; while it cannot be reached, the browser keeps them.
// Without this file the page saves the same, by its button.
const PAUSE = 2_000
const LONGEST = 60_000 // what may be sent while the page is left; the browser's limit is 64 KB
const SOONER = 500 // the pause where there is more than that
const AGAIN = [2_000, 4_000, 8_000, 15_000, 30_000]
const OF_THE_PAGE = new Set(["csrfmiddlewaretoken", "tab", "seen", "user"])

const form = document.querySelector("form[data-autosave]")
const status = document.getElementById("kept")
const { user, autosave: address } = form.dataset

// --- What differs from the text ---

const ofTheServer = (field) => {
  if (field.type === "checkbox" || field.type === "radio") return field.defaultChecked ? field.value : null
  if (field.options) return ([...field.options].find((option) => option.defaultSelected) ?? field.options[0])?.value ?? ""
  return field.defaultValue
}

// What the browser itself filled in (Back, a reload) differs, too. Hidden fields are always sent: they name the rest.
const shown = new Map()
for (const field of form.elements) {
  if (!field.name || OF_THE_PAGE.has(field.name) || ["hidden", "submit", "button", "fieldset"].includes(field.type)) continue
  const value = ofTheServer(field)
  if (value !== null) shown.set(field.name, value)
}
const began = form.hasAttribute("data-unsaved") ? new Map() : shown

const isHidden = (name) => form.elements[name]?.type === "hidden"

const words = () => {
  const now = new Map([...new FormData(form)].filter(([name, value]) => !OF_THE_PAGE.has(name) && typeof value === "string"))
  const changed = [...now].filter(([name, value]) => isHidden(name) || began.get(name) !== value)
  const gone = [...began.keys()].filter((name) => !now.has(name))
  const body = new URLSearchParams([...changed, ...gone.map((name) => ["gone", name])])
  if (began.size && !gone.length && changed.every(([name]) => isHidden(name))) body.set("unchanged", "1")
  for (const name of ["tab", "seen"]) body.set(name, form.elements[name].value)
  body.set("user", user)
  return body
}

// --- The browser as the second net, for each person, text and page ---

const BOX = `words ${user} ${address} `
const box = (tab) => BOX + tab

const keepHere = (text) => {
  try {
    localStorage.setItem(box(form.elements.tab.value), text)
    return true
  } catch {
    return false // full, or not allowed
  }
}

const keepNoMoreHere = (tab) => {
  try {
    localStorage.removeItem(box(tab))
  } catch {
    // nothing was kept
  }
}

// --- Sending ---

let touched = form.hasAttribute("data-unsaved")
let acknowledged = ""
let failures = 0
let sent = false // the form itself
let timer
let running

const token = () => document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1] ?? ""

const post = (text, options) =>
  fetch(address, {
    method: "POST",
    body: new URLSearchParams(text),
    headers: { "X-CSRFToken": token(), Accept: "application/json" },
    ...options,
  })

const tell = (sentence, failed = false) => {
  if (status.firstElementChild.textContent !== sentence) status.firstElementChild.textContent = sentence
  status.classList.toggle("failed", failed)
  status.classList.toggle("said", Boolean(sentence) && !failed)
}

const later = (pause) => {
  clearTimeout(timer)
  timer = setTimeout(keep, pause)
}

const failed = (text, sentence) => {
  tell(`${sentence} ${keepHere(text) ? status.dataset.here : status.dataset.nowhere}`, true)
  later(AGAIN[Math.min(failures++, AGAIN.length - 1)])
}

const answered = async (response, text) => {
  if (response.status === 401 || response.status === 403) return failed(text, status.dataset.signedOut)
  const answer = await response.json().catch(() => ({}))
  if (answer.refused) return failed(text, answer.refused)
  if (!response.ok) return failed(text, status.dataset.failed)
  const { tab } = form.elements
  if (answer.ended) {
    // What this page had written was saved, or thrown away elsewhere: what is written from now on is kept anew.
    keepNoMoreHere(tab.value)
    tab.value = [...crypto.getRandomValues(new Uint8Array(8))].map((byte) => byte.toString(16).padStart(2, "0")).join("")
    return keep()
  }
  acknowledged = text
  failures = 0
  keepNoMoreHere(tab.value)
  tell(answer.said)
}

const isKept = () => !touched || words().toString() === acknowledged

const keep = async () => {
  clearTimeout(timer)
  if (sent || isKept()) return
  if (running) return later(SOONER)
  const text = words().toString()
  running = new AbortController()
  try {
    await answered(await post(text, { signal: running.signal }).finally(() => (running = null)), text)
  } catch (error) {
    if (error.name !== "AbortError") failed(text, navigator.onLine ? status.dataset.failed : status.dataset.offline)
  }
  if (!failures && !isKept()) later(PAUSE)
}

const written = () => {
  touched = true
  sent = false
  later(words().toString().length > LONGEST ? SOONER : PAUSE)
}

// Whoever leaves may not come back: what the server may not get, the browser has, until the next page has asked.
let parting = ""
const leave = () => {
  const text = words().toString()
  if (sent || isKept() || text === parting) return
  parting = text
  keepHere(text)
  running?.abort()
  clearTimeout(timer)
  if (text.length < LONGEST) post(text, { keepalive: true }).then((response) => answered(response, text), () => later(PAUSE))
  else later(0)
}

form.addEventListener("input", written)
form.addEventListener("change", written)
document.addEventListener("desk:changed", written) // a segment moved or added
window.addEventListener("online", () => failures && keep())
window.addEventListener("pagehide", leave)
document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && leave())
window.addEventListener("pageshow", (event) => {
  if (!event.persisted) return
  sent = false // Back: what was saved from here is not to be written over
  acknowledged = ""
  if (touched) keep()
})

// Only words that are nowhere but in this page hold anybody up.
window.addEventListener("beforeunload", (event) => !sent && failures && !isKept() && event.preventDefault())

// --- Saving ---

form.addEventListener("submit", () => {
  if (!isKept()) keepHere(words().toString())
  clearTimeout(timer)
  running?.abort()
  sent = true
  const field = form.elements.csrfmiddlewaretoken
  field.value = token() || field.value // of who signed in again in another tab
})

document.addEventListener("keydown", (event) => {
  if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey || event.key.toLowerCase() !== "s") return
  event.preventDefault()
  if (!sent) form.requestSubmit(form.querySelector("[name=_save]"))
})

// --- What the browser kept of earlier pages goes to the server, which knows whether it was saved ---

const bringBack = async () => {
  const mine = Object.keys(localStorage).filter((key) => key.startsWith(BOX))
  let brought = false
  for (const key of mine) {
    const tab = key.slice(BOX.length)
    if (tab === form.elements.tab.value) continue
    const response = await post(`${localStorage.getItem(key)}&brought=1`)
    if (!response.ok) continue
    const { ended, known } = await response.json()
    localStorage.removeItem(key)
    brought ||= !ended && !known
  }
  // The page offers them as soon as it is opened again; whoever writes already finds them the next time.
  if (brought && !touched) location.reload()
}

try {
  bringBack().catch(() => {})
} catch {
  // no storage
}
if (touched) keep()
