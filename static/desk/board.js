// One form is open at a time, and Escape closes it. The board does the same without it.
const forms = () => document.querySelectorAll(".board :is(details.plan, details.more)")

document.addEventListener(
  "toggle",
  (event) => {
    if (!event.target.open || !event.target.matches(".board :is(details.plan, details.more)")) return
    forms().forEach((other) => other !== event.target && (other.open = false))
  },
  true,
)

document.addEventListener("keydown", (event) => {
  const open = event.key === "Escape" && document.activeElement?.closest(".board details[open]")
  if (!open) return
  open.open = false
  open.querySelector("summary").focus()
})
