// Who else has this text open and where, who saved, and who works on which segment: asked for every ten seconds, and
// told without a sound but where somebody came, saved or took over. Without this file the page shows who was here when
// it was opened, and the buttons of the segments do the same by saving.
const EVERY = 10_000

const root = document.getElementById("presence")
const form = document.querySelector("form[data-autosave]")
const [people, names, news] = ["people", "names", "news"].map((name) => root.querySelector(`[data-${name}]`))
const segments = () => [...document.querySelectorAll("[data-working]")]

let active = false
let mine = segments().find((place) => place.hasAttribute("data-mine"))?.dataset.working ?? ""
let told = ""

const keyOf = (part) => part?.querySelector('[name^="segments-"][name$="-key"]')?.value ?? ""
const titleOf = (key) => {
  const field = key && document.querySelector(`[name^="segments-"][name$="-key"][value="${CSS.escape(key)}"]`)
  return (field && field.closest("[data-form]").querySelector('[name$="-title"]')?.value.trim()) || ""
}

const put = (element, text) => element.textContent !== text && (element.textContent = text)

const showPeople = (here) => {
  const all = here.map(({ name, at }) => [name, titleOf(at)].filter(Boolean).join(" – "))
  put(people, all.length ? `${root.dataset.here} ${all.join(" · ")}` : "")
  put(names, here.length ? `${root.dataset.here} ${here.map(({ name }) => name).join(", ")}` : "")
}

const showWork = (working) => {
  mine = ""
  for (const place of segments()) {
    const { working: key } = place.dataset
    const held = working[key]
    if (held?.mine) mine = key
    put(place.querySelector("span"), held?.said ?? "")
    const button = place.querySelector("button")
    put(button, held?.mine ? root.dataset.leave : held ? root.dataset.takeOver : root.dataset.take)
    button.dataset.act = held?.mine ? "leave" : "take"
    button.formAction = button.dataset[button.dataset.act]
  }
}

const ping = async (act = {}) => {
  const at = keyOf(document.activeElement?.closest("[data-form]"))
  const said = { seen: root.dataset.seen, at, mine, ...(active && { active: 1 }), ...act }
  active = false
  const token = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1] ?? ""
  const response = await fetch(root.dataset.address, {
    method: "POST",
    body: new URLSearchParams(said),
    headers: { "X-CSRFToken": token, Accept: "application/json" },
  })
  if (!response.ok) return
  const answer = await response.json()
  told = answer.told || told
  showPeople(answer.people)
  showWork(answer.working)
  put(news, [told, answer.news].filter(Boolean).join(" "))
}

const quietly = (act) => ping(act).catch(() => {}) // what is kept, and what is not, the line on saving tells

form?.addEventListener("input", () => (active = true))
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-working] button")
  if (!button) return
  event.preventDefault()
  told = ""
  quietly({ [button.dataset.act]: 1, segment: button.value })
})
setInterval(quietly, EVERY)
quietly()
