import type { Roles } from '../iam/roles.ts';
import type { Resource } from '../service.ts';
import { isFields, optionalNumber, text } from '../template/values.ts';

/** A function of the templates. */
export interface FunctionDefinition {
  readonly name: string;
  readonly arn: string;
  /** Logical id of its role. */
  readonly role: string;
  /** Exactly what AWS would give it. */
  readonly env: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
  readonly memoryMb: number;
  /** `<room>-<handler>`; undefined for a function that is none of ours (a provider of a custom resource). */
  readonly module: string | undefined;
}

export function readFunction(
  resource: Resource,
  roles: Roles,
  modules: readonly string[],
  storageUrl: string,
): FunctionDefinition {
  const { properties, logicalId, ref: name } = resource;
  const role = roles.assumed(text(properties.Role, `${logicalId} Role`), 'lambda.amazonaws.com');
  const memoryMb = optionalNumber(properties.MemorySize) ?? 128;
  const declared = isFields(properties.Environment) ? properties.Environment.Variables : undefined;
  const variables = Object.entries(isFields(declared) ? declared : {}).map(([key, value]): [string, string] => [
    key,
    text(value, `${logicalId} ${key}`),
  ]);
  return {
    name,
    arn: text(resource.arn, logicalId),
    role: role.id,
    env: {
      AWS_REGION: text(resource.arn, logicalId).split(':')[3] ?? '',
      AWS_LAMBDA_FUNCTION_NAME: name,
      AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(memoryMb),
      AWS_LAMBDA_FUNCTION_VERSION: '1',
      AWS_ACCESS_KEY_ID: role.id,
      AWS_SECRET_ACCESS_KEY: 'local',
      // Links are signed for the address at which a browser finds them.
      AWS_ENDPOINT_URL_S3: storageUrl,
      // The machine's own AWS profile is nobody's business here.
      AWS_CONFIG_FILE: '/dev/null',
      AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
      TZ: ':UTC',
      ...Object.fromEntries(variables),
    },
    timeoutMs: (optionalNumber(properties.Timeout) ?? 3) * 1000,
    memoryMb,
    module: modules.find((module) => name === module || name.endsWith(`-${module}`)),
  };
}
