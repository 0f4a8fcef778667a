import { ADMIN, type Roles } from '../iam/roles.ts';
import type { Permission, Service, ServiceAnswer, ServiceCall } from '../service.ts';
import { errorAnswer } from './answers.ts';

/** What AWS answers a caller that lacks a grant, or undefined when nothing is lacking. */
export function refusalOf(roles: Roles, service: Service, call: ServiceCall): ServiceAnswer | undefined {
  if (call.role === ADMIN) return undefined;
  for (const permission of service.permissions(call)) {
    const why = roles.refusal(call.role, permission);
    if (why) return answer(call, permission, sessionOf(roles, call.role), why);
  }
  return undefined;
}

/** A role that calls is a session of it. */
function sessionOf(roles: Roles, roleId: string): string {
  const role = roles.byId(roleId);
  const account = role?.arn.split(':')[4] ?? '';
  return `arn:aws:sts::${account}:assumed-role/${role?.name ?? roleId}/local`;
}

/** Services that answer in REST or by the query protocol say it with 403, those of the JSON protocol with 400. */
const STATUS: Readonly<Record<string, number>> = { lambda: 403, ses: 403, sqs: 403, scheduler: 403, s3: 403 };

function answer(call: ServiceCall, { action, resource }: Permission, who: string, why: string): ServiceAnswer {
  const status = STATUS[call.service] ?? 400;
  if (call.service === 'ses') {
    // SES is older than the sentence that the others use.
    const message = `User \`${who}' is not authorized to perform \`${action}' on resource \`${resource}'`;
    return errorAnswer(call, { name: 'AccessDenied', message, status });
  }
  const named = call.service === 'sqs' ? action.toLowerCase() : action;
  const reason = why.startsWith('because') ? `${why} ${named} action` : why;
  const message = `User: ${who} is not authorized to perform: ${named} on resource: ${resource} ${reason}`;
  const refused = errorAnswer(call, { name: 'AccessDeniedException', message, status });
  if (call.service !== 'sqs') return refused;
  return { ...refused, headers: { ...refused.headers, 'x-amzn-query-error': 'AccessDenied;Sender' } };
}
