import { createHash } from 'node:crypto';
import * as z from 'zod';
import type { Ground, Resource, Service } from '../service.ts';
import { ServiceFault } from './fault.ts';
import { createIds, uuidOf } from './ids.ts';
import { type Action, action, jsonService, lastPart, propertiesOf } from './json-service.ts';

const flag = z.union([z.boolean(), z.stringbool()]).optional();
const secretProperties = z.looseObject({
  Name: z.string().optional(),
  SecretString: z.string().optional(),
  GenerateSecretString: z
    .looseObject({
      SecretStringTemplate: z.string().optional(),
      GenerateStringKey: z.string().optional(),
      PasswordLength: z.coerce.number().int().min(1).max(4096).default(32),
      ExcludeCharacters: z.string().default(''),
      ExcludeLowercase: flag,
      ExcludeUppercase: flag,
      ExcludeNumbers: flag,
      ExcludePunctuation: flag,
      IncludeSpace: flag,
    })
    .optional(),
});
type Generate = NonNullable<z.infer<typeof secretProperties>['GenerateSecretString']>;

const version = z.strictObject({ id: z.string(), text: z.string(), at: z.number(), stages: z.array(z.string()) });
const stored = z.record(z.string(), z.array(version));
type Version = z.infer<typeof version>;

interface Secret {
  readonly arn: string;
  readonly name: string;
  readonly versions: Version[];
}

const byId = z.looseObject({ SecretId: z.string() });
const getValue = z.looseObject({
  SecretId: z.string(),
  VersionId: z.string().optional(),
  VersionStage: z.string().optional(),
});
const putValue = z.looseObject({
  SecretId: z.string(),
  SecretString: z.string(),
  ClientRequestToken: z.string().optional(),
  VersionStages: z.array(z.string()).optional(),
});

/** Secrets Manager: the templates' secrets, with AWSCURRENT and AWSPREVIOUS. Generated values derive from the seed. */
export const createSecrets = (ground: Ground): Service => {
  const ids = createIds(ground.seed, ground.clock);
  const secrets = ground.resources('AWS::SecretsManager::Secret').map((resource) => build(ground, resource));
  const find = (id: string): Secret => {
    const found = secrets.find((s) => s.arn === id || s.name === id || s.arn.replace(/-[A-Za-z0-9]{6}$/, '') === id);
    if (found) return found;
    throw new ServiceFault('ResourceNotFoundException', "Secrets Manager can't find the specified secret.");
  };
  const permits = (name: string) => (input: { SecretId: string }) => {
    const known = secrets.find((s) => [s.arn, s.name].includes(input.SecretId));
    return [{ action: `secretsmanager:${name}`, resource: known?.arn ?? input.SecretId }];
  };
  const actions: Record<string, Action> = {
    GetSecretValue: action(getValue, permits('GetSecretValue'), (input) => {
      const secret = find(input.SecretId);
      const held = pick(secret, input.VersionId, input.VersionStage);
      return {
        ...describe(secret),
        VersionId: held.id,
        VersionStages: held.stages,
        SecretString: held.text,
        CreatedDate: held.at / 1000,
      };
    }),
    DescribeSecret: action(byId, permits('DescribeSecret'), (input) => {
      const secret = find(input.SecretId);
      return {
        ...describe(secret),
        VersionIdsToStages: Object.fromEntries(secret.versions.map((v) => [v.id, v.stages])),
      };
    }),
    PutSecretValue: action(putValue, permits('PutSecretValue'), (input) => {
      const secret = find(input.SecretId);
      const id = input.ClientRequestToken ?? ids.uuid(secret.arn, input.SecretString);
      const added = put(secret, {
        id,
        text: input.SecretString,
        at: ground.clock.now(),
        stages: input.VersionStages ?? ['AWSCURRENT'],
      });
      return { ...describe(secret), VersionId: added.id, VersionStages: added.stages };
    }),
  };
  return {
    ...jsonService('secretsmanager', '1.1', actions),
    snapshot: () => Object.fromEntries(secrets.map((secret) => [secret.name, secret.versions])),
    restore: (state) => {
      const kept = stored.parse(state);
      for (const secret of secrets) secret.versions.splice(0, Infinity, ...(kept[secret.name] ?? secret.versions));
    },
  };
};

const describe = (secret: Secret) => ({ ARN: secret.arn, Name: secret.name });

const pick = (secret: Secret, id: string | undefined, stage: string | undefined): Version => {
  const wanted = stage ?? (id ? undefined : 'AWSCURRENT');
  const held = secret.versions.find((v) => (!id || v.id === id) && (!wanted || v.stages.includes(wanted)));
  if (held) return held;
  const what = id ? `VersionId: ${id}` : `staging label: ${wanted}`;
  throw new ServiceFault(
    'ResourceNotFoundException',
    `Secrets Manager can't find the specified secret value for ${what}`,
  );
};

const put = (secret: Secret, added: Version): Version => {
  const twin = secret.versions.find((v) => v.id === added.id);
  if (twin && twin.text === added.text) return twin;
  if (twin)
    throw new ServiceFault('ResourceExistsException', 'You can’t use ClientRequestToken with another secret value.');
  if (added.stages.includes('AWSCURRENT')) {
    for (const v of secret.versions) {
      const was = v.stages.includes('AWSCURRENT');
      v.stages = v.stages.filter((s) => s !== 'AWSCURRENT' && s !== 'AWSPREVIOUS');
      if (was) v.stages.push('AWSPREVIOUS');
    }
  }
  secret.versions.push(added);
  return added;
};

const build = (ground: Ground, resource: Resource): Secret => {
  const properties = propertiesOf(resource, secretProperties);
  const arn = resource.arn ?? resource.ref;
  const name = properties.Name ?? lastPart(arn);
  const draw = createHash('sha256').update(`${ground.seed}\nsecret\n${name}`).digest('hex');
  const text = properties.SecretString ?? generate(properties.GenerateSecretString, `${ground.seed}\n${name}`);
  return { arn, name, versions: [{ id: uuidOf(draw), text, at: ground.clock.now(), stages: ['AWSCURRENT'] }] };
};

const generate = (spec: Generate | undefined, seed: string): string => {
  if (!spec) return '';
  const password = draw(alphabet(spec), spec.PasswordLength, seed);
  if (!spec.GenerateStringKey) return password;
  return JSON.stringify({
    ...z.record(z.string(), z.unknown()).parse(JSON.parse(spec.SecretStringTemplate ?? '{}')),
    [spec.GenerateStringKey]: password,
  });
};

const alphabet = (spec: Generate): string => {
  const all =
    (spec.ExcludeLowercase ? '' : 'abcdefghijklmnopqrstuvwxyz') +
    (spec.ExcludeUppercase ? '' : 'ABCDEFGHIJKLMNOPQRSTUVWXYZ') +
    (spec.ExcludeNumbers ? '' : '0123456789') +
    (spec.ExcludePunctuation ? '' : '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~') +
    (spec.IncludeSpace ? ' ' : '');
  return [...all].filter((c) => !spec.ExcludeCharacters.includes(c)).join('');
};

/** Characters of `letters`, drawn from the seed without bias (bytes beyond the last full multiple are skipped). */
const draw = (letters: string, length: number, seed: string): string => {
  const limit = 256 - (256 % letters.length);
  let text = '';
  for (let block = 0; text.length < length; block++) {
    for (const byte of createHash('sha512').update(`${seed}\n${block}`).digest()) {
      if (byte < limit && text.length < length) text += letters[byte % letters.length];
    }
  }
  return text;
};
