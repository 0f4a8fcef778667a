import type { Clock } from '../clock.ts';
import { serverErrorOf, throttleOf } from './fault-answers.ts';
import { AWS, type Fault } from './faults.ts';

/** What came of an invocation by AWS itself. */
export interface Delivered {
  readonly payload: unknown;
  readonly error?: { readonly type: string; readonly message: string };
}

const LAMBDA = { service: 'lambda', action: 'Invoke', role: AWS, method: 'POST', path: '', headers: {} };

/** An invocation by AWS itself (a stream's batch, an event, a request of the API) in which something goes wrong. */
export async function deliverBadly(clock: Clock, fault: Fault, invoke: () => Promise<Delivered>): Promise<Delivered> {
  switch (fault.kind) {
    case 'duplicate':
      await invoke();
      return invoke();
    case 'late':
      clock.after(fault.ms, invoke);
      return { payload: null };
    case 'slow':
      await new Promise<void>((wake) => clock.after(fault.ms, wake));
      return invoke();
    case 'throttle':
      return failed(throttleOf({ ...LAMBDA, body: new Uint8Array() }));
    case 'error':
      if (fault.when === 'after') await invoke();
      return failed({ name: fault.name, message: fault.message ?? '' });
    default:
      if ('when' in fault && fault.when === 'after') await invoke();
      return failed(serverErrorOf({ ...LAMBDA, body: new Uint8Array() }));
  }
}

const failed = ({ name, message }: { readonly name: string; readonly message: string }): Delivered => ({
  payload: null,
  error: { type: name, message },
});
