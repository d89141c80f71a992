// The messages of TensorBoard's event files that scalars need, with the field numbers of event.proto
// and summary.proto in TensorFlow, and how to encode one as bytes.

import protobuf from 'protobufjs/light.js';

export interface Event {
  /** Seconds since 1970. */
  readonly wallTime: number;
  readonly step?: number;
  /** Of the first event of a file alone. */
  readonly fileVersion?: string;
  readonly summary?: { readonly value: readonly { readonly tag: string; readonly simpleValue: number }[] };
  readonly sessionLog?: { readonly status: number };
}

/** `SessionLog.SessionStatus`: what earlier files hold from this event's step on counts no more. */
export const sessionStart = 1;

/** What readers look for at the start of a file. */
export const fileVersion = 'brain.Event:2';

const one = (type: string, id: number) => ({ type, id });

const messages = protobuf.Root.fromJSON({
  nested: {
    Event: {
      fields: {
        wallTime: one('double', 1),
        step: one('int64', 2),
        fileVersion: one('string', 3),
        summary: one('Summary', 5),
        sessionLog: one('SessionLog', 7),
      },
    },
    Summary: { fields: { value: { ...one('Value', 1), rule: 'repeated' } } },
    // Of the kinds of values only this one; outside a choice a value of 0 would not be written.
    Value: {
      oneofs: { kind: { oneof: ['simpleValue'] } },
      fields: { tag: one('string', 1), simpleValue: one('float', 2) },
    },
    SessionLog: { fields: { status: one('int32', 1) } },
  },
});

export function encodeEvent(event: Event): Uint8Array {
  return messages.lookupType('Event').encode(event).finish();
}
