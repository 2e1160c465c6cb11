// Shows one doubt after another; each verdict is sent at once, and the last ones can be taken back.

const NOT_A_DIGIT = 10, REJECTED = -1
const $ = id => document.getElementById(id)
const nameOf = label => (label === NOT_A_DIGIT ? 'not a digit' : String(label))

let waiting = []
let count = 0
let busy = false
const decided = []

async function call(path, body) {
  const options = body && { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) }
  const response = await fetch(path, options)
  const answer = await response.json()
  if (!response.ok) throw new Error(answer.error)
  return answer
}

async function load() {
  const answer = await call('/doubts')
  waiting = answer.doubts
  count = answer.count
}

function show() {
  const doubt = waiting[0]
  $('doubt').hidden = !doubt
  $('done').hidden = Boolean(doubt)
  $('count').textContent = count === 1 ? '1 left' : `${count} left`
  $('undo').disabled = !decided.length
  $('undo-last').hidden = !decided.length
  if (!doubt) return
  $('crop').src = doubt.crop
  $('label').textContent = nameOf(doubt.label)
  $('why').textContent = `Read as ${nameOf(doubt.readAs)}; ${doubt.reason}.`
  for (const key of $('keys').children) {
    key.classList.toggle('suggested', Number(key.dataset.label) === doubt.suggested)
  }
}

// One step at a time, so that two quick keys decide two doubts and never the same one twice.
async function step(work) {
  if (busy) return
  busy = true
  try {
    await work()
    $('trouble').hidden = true
  } catch (error) {
    $('trouble').textContent = `${error.message} Reload the page, and look whether digitbot review still runs.`
    $('trouble').hidden = false
  } finally {
    busy = false
  }
  show()
}

const decide = verdict => step(async () => {
  const doubt = waiting[0]
  if (!doubt) return
  await call('/verdict', { digit: doubt.digit, label: doubt.label, verdict })
  decided.push(doubt)
  waiting.shift()
  count -= 1
  if (!waiting.length && count) await load()
})

const undo = () => step(async () => {
  const doubt = decided.at(-1)
  if (!doubt) return
  await call('/verdict', { digit: doubt.digit, label: doubt.label, verdict: null })
  decided.pop()
  waiting.unshift(doubt)
  count += 1
})

const accept = () => decide(waiting[0]?.label)

for (let label = 0; label <= NOT_A_DIGIT; label += 1) {
  const key = document.createElement('button')
  key.type = 'button'
  key.dataset.label = label
  key.textContent = label === NOT_A_DIGIT ? 'Not a digit (N)' : label
  key.classList.toggle('none', label === NOT_A_DIGIT)
  key.addEventListener('click', () => decide(label))
  $('keys').append(key)
}
$('accept').addEventListener('click', accept)
$('reject').addEventListener('click', () => decide(REJECTED))
$('undo').addEventListener('click', undo)
$('undo-last').addEventListener('click', undo)

document.addEventListener('keydown', event => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return
  const key = event.key.toLowerCase()
  if (key >= '0' && key <= '9' && key.length === 1) decide(Number(key))
  else if (key === 'n') decide(NOT_A_DIGIT)
  else if (key === 'x') decide(REJECTED)
  else if (key === 'u') undo()
  else if (key === 'enter' && event.target.tagName !== 'BUTTON') accept()
})

// A key that was clicked keeps the focus, and Enter would press it again for the next digit.
document.addEventListener('click', event => {
  if (event.detail) document.activeElement.blur()
})

step(load)
