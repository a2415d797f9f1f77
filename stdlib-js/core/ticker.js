// Channels on which the time is sent: `after` once, `tick` again and again.
//
// Such a timer keeps the program alive only while somebody waits to receive from its channel: a ticker that
// nobody listens to is no reason to go on.

import { chan, isAwaited } from "hz:core/channel";
import { Timer, clock, forget, keepWhileItMatters, milliseconds, startAt } from "hz:core/timers";

class ChannelTimer extends Timer {
  constructor(channel, due, periodMs) {
    super();
    this.channel = channel;
    this.due = due;
    this.periodMs = periodMs;
    keepWhileItMatters(this);
  }

  matters() {
    return isAwaited(this.channel);
  }

  fire(now) {
    const { channel, periodMs } = this;
    if (channel.closed) {
      forget(this);
      return;
    }
    // A receiver that is late misses ticks, it does not get them all at once: the buffer holds one.
    channel.trySend(now);
    if (periodMs === 0) forget(this);
    else {
      this.due = Math.max(now, this.due + periodMs);
      startAt(this, this.due);
    }
  }
}

/** A channel that gets the time (in milliseconds since the program began) once, after `ms`. */
export function after(ms) {
  return channelTimer("after", milliseconds("after", ms, 0), 0);
}

/** A channel that gets the time every `ms`, until it is closed. */
export function tick(ms) {
  const periodMs = milliseconds("tick", ms, Number.MIN_VALUE);
  return channelTimer("tick", periodMs, periodMs);
}

function channelTimer(what, ms, periodMs) {
  const channel = chan(1);
  channel.name = `${what}(${ms})`;
  const due = clock() + ms;
  startAt(new ChannelTimer(channel, due, periodMs), due);
  return channel;
}
