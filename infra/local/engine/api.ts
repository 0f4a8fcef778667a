/** The service's API: one method per action, requests and answers as in the JSON protocol. */
import { executionMethods } from './api-executions.ts';
import { machineMethods } from './api-machines.ts';
import { mapRunMethods } from './api-map-runs.ts';
import { versionMethods } from './api-versions.ts';
import { ServiceError } from './host.ts';
import type { Interpreter } from './interpreter.ts';
import { type Action, type Request, requests } from './requests.ts';
import { refusalOf } from './validation.ts';

export type Methods = { [A in Action]: (request: Request<A>) => object };

export class ServiceApi {
  readonly #methods: Methods;

  constructor(engine: Interpreter) {
    this.#methods = {
      ...machineMethods(engine),
      ...versionMethods(engine),
      ...executionMethods(engine),
      ...mapRunMethods(engine),
    };
  }

  /** Throws `ServiceError`. */
  async handle(action: string, body: unknown): Promise<unknown> {
    if (!isAction(action))
      throw new ServiceError('UnknownOperationException', `The local Step Functions has no action '${action}'`);
    return this.#perform(action, body);
  }

  #perform<A extends Action>(action: A, body: unknown): object {
    const parsed = requests[action].safeParse(body ?? {});
    const method: (request: Request<A>) => object = this.#methods[action];
    if (!parsed.success) throw refusalOf(parsed.error.issues[0], body);
    return method(parsed.data as Request<A>);
  }
}

function isAction(action: string): action is Action {
  return Object.hasOwn(requests, action);
}
