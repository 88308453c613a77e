// A worker that a debugger can be attached to: it counts, a step a second.
let done = 0;

function step() {
  done += 1;
  console.log(`step ${done}`);
}

setInterval(step, 1000);
