// Fetches the living part of the page once a second. Without this script the page reloads itself instead.
const live = document.getElementById('live');
const button = document.getElementById('alarm');
const gone = document.getElementById('gone');
const track = document.title.split(' · ').pop();
const missesUntilGone = 3;
const refreshesUntilAlarm = 3;
let misses = 0;
let notWell = 0;
let audio = null;

async function refresh() {
  try {
    const answer = await fetch('/live', { cache: 'no-store', signal: AbortSignal.timeout(3000) });
    if (!answer.ok) throw new Error(answer.statusText);
    live.innerHTML = await answer.text();
    misses = 0;
  } catch {
    misses += 1;
    if (misses === missesUntilGone) live.replaceChildren(gone.content.cloneNode(true));
  }
  const lamp = live.querySelector('[data-state]');
  const state = misses === 0 || misses >= missesUntilGone ? lamp.dataset.state : null;
  if (state !== null) {
    document.title = `${lamp.querySelector('h1').textContent} · ${track}`;
    notWell = state === 'ok' ? 0 : notWell + 1;
  }
  if (notWell >= refreshesUntilAlarm && notWell % 4 === 0) sound(state === 'clock' ? 1 : 3);
  setTimeout(refresh, 1000);
}

// A browser makes a sound only after a click, so the alarm is off until somebody wants it.
button.hidden = false;
button.addEventListener('click', () => {
  if (audio) {
    audio.close();
    audio = null;
  } else {
    audio = new AudioContext();
    sound(1);
  }
  button.setAttribute('aria-pressed', String(audio !== null));
  button.textContent = audio ? 'Alarm on' : 'Alarm off';
});

function sound(times) {
  if (!audio) return;
  for (let i = 0; i < times; i += 1) {
    const at = audio.currentTime + i * 0.28;
    const tone = audio.createOscillator();
    const volume = audio.createGain();
    tone.type = 'square';
    tone.frequency.value = i % 2 ? 660 : 880;
    volume.gain.setValueAtTime(0.0001, at);
    volume.gain.exponentialRampToValueAtTime(0.4, at + 0.02);
    volume.gain.exponentialRampToValueAtTime(0.0001, at + 0.2);
    tone.connect(volume).connect(audio.destination);
    tone.start(at);
    tone.stop(at + 0.22);
  }
}

setTimeout(refresh, 1000);
