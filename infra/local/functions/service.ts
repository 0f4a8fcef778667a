import { errorAnswer } from '../door/answers.ts';
import type { Permission, Service, ServiceAnswer, ServiceCall } from '../service.ts';
import type { AsyncInvocations } from './async-invocations.ts';
import { type FunctionRuntime, NoSuchFunction } from './runtime.ts';

/** Lambda's `Invoke`, for SDK clients and the AWS CLI. */
export class LambdaService implements Service {
  readonly name = 'lambda';
  readonly #runtime: FunctionRuntime;
  readonly #later: AsyncInvocations;
  /** By path: the same few functions are called again and again. */
  readonly #targets = new Map<string, { readonly arn: string }>();

  constructor(runtime: FunctionRuntime, later: AsyncInvocations) {
    this.#runtime = runtime;
    this.#later = later;
  }

  permissions(call: ServiceCall): readonly Permission[] {
    const resource = this.#target(call)?.arn ?? '*';
    return [{ action: 'lambda:InvokeFunction', resource }];
  }

  async handle(call: ServiceCall): Promise<ServiceAnswer> {
    const target = call.action === 'Invoke' ? this.#target(call) : undefined;
    if (!target) {
      const error = new NoSuchFunction(call.path);
      return errorAnswer(call, { name: error.name, message: error.message, status: 404 });
    }
    const payload = Buffer.from(call.body).toString('utf8') || '{}';
    const type = call.headers['x-amz-invocation-type'] ?? 'RequestResponse';
    if (type === 'DryRun') return { status: 204, headers: {}, body: '' };
    if (type === 'Event') {
      this.#later.accept(target.arn, payload);
      return { status: 202, headers: {}, body: '' };
    }
    const invoked = await this.#runtime.invoke(target.arn, payload);
    return {
      status: 200,
      headers: {
        'content-type': 'application/json',
        'x-amz-executed-version': invoked.version,
        ...(invoked.functionError ? { 'x-amz-function-error': invoked.functionError } : {}),
      },
      body: invoked.payload,
    };
  }

  snapshot(): unknown {
    return this.#later.snapshot();
  }

  restore(state: unknown): void {
    this.#later.restore(state);
  }

  #target(call: ServiceCall): { readonly arn: string } | undefined {
    let target = this.#targets.get(call.path);
    if (!target) {
      target = this.#look(call);
      if (target) this.#targets.set(call.path, target);
    }
    return target;
  }

  #look(call: ServiceCall): { readonly arn: string } | undefined {
    const url = new URL(call.path, 'http://lambda');
    const [, name] = /^\/2015-03-31\/functions\/([^/]+)\/invocations/.exec(url.pathname) ?? [];
    if (!name) return undefined;
    const qualifier = url.searchParams.get('Qualifier');
    try {
      return this.#runtime.find(decodeURIComponent(name) + (qualifier ? `:${qualifier}` : ''));
    } catch (error) {
      if (error instanceof NoSuchFunction) return undefined;
      throw error;
    }
  }
}
