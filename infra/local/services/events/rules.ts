import * as z from 'zod';
import type { Ground, Resource } from '../../service.ts';
import { checkTarget, type RetryRule } from '../delivery.ts';
import { lastPart, propertiesOf } from '../json-service.ts';
import { compilePattern, type Matcher } from './pattern.ts';
import { inputProperties } from './transform.ts';

const targetProperties = inputProperties.extend({
  Arn: z.string(),
  Id: z.string(),
  RoleArn: z.string().optional(),
  DeadLetterConfig: z.looseObject({ Arn: z.string().optional() }).optional(),
  RetryPolicy: z
    .looseObject({
      MaximumRetryAttempts: z.coerce.number().default(185),
      MaximumEventAgeInSeconds: z.coerce.number().default(86_400),
    })
    .default({ MaximumRetryAttempts: 185, MaximumEventAgeInSeconds: 86_400 }),
});
export type Target = z.infer<typeof targetProperties>;

const ruleProperties = z.looseObject({
  Name: z.string().optional(),
  EventBusName: z.string().default('default'),
  EventPattern: z.record(z.string(), z.unknown()).optional(),
  ScheduleExpression: z.string().optional(),
  State: z.string().default('ENABLED'),
  Targets: z.array(targetProperties).default([]),
});

export interface Rule {
  readonly name: string;
  readonly arn: string;
  readonly bus: string;
  readonly schedule: string | undefined;
  readonly matches: Matcher | undefined;
  readonly targets: readonly Target[];
}

/** The templates' enabled rules. */
export const rulesOf = (ground: Ground): readonly Rule[] =>
  ground.resources('AWS::Events::Rule').flatMap((resource) => {
    const properties = propertiesOf(resource, ruleProperties);
    if (properties.State === 'DISABLED') return [];
    for (const target of properties.Targets) checkTarget(resource.logicalId, target.Arn);
    return [toRule(ground, resource, properties)];
  });

const toRule = (ground: Ground, resource: Resource, properties: z.infer<typeof ruleProperties>): Rule => {
  const bus = lastPart(properties.EventBusName);
  const name = properties.Name ?? resource.ref.split(/[|/]/).at(-1) ?? resource.logicalId;
  const path = bus === 'default' ? name : `${bus}/${name}`;
  return {
    name,
    bus,
    arn: resource.arn ?? `arn:aws:events:${ground.region}:${ground.account}:rule/${path}`,
    schedule: properties.ScheduleExpression,
    matches: properties.EventPattern && compilePattern(properties.EventPattern),
    targets: properties.Targets,
  };
};

export const retryRule = (target: Target): RetryRule => ({
  attempts: target.RetryPolicy.MaximumRetryAttempts,
  maxAgeSeconds: target.RetryPolicy.MaximumEventAgeInSeconds,
});
