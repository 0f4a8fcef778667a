import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Fields, fields, isFields, optionalText, parseJson, text } from './values.ts';

export interface Stack {
  readonly name: string;
  readonly account: string;
  readonly region: string;
  readonly template: Fields;
  /** Object key of a file asset -> its text, read when asked for. */
  readonly asset: (objectKey: string) => string;
}

const DEFAULT_ACCOUNT = '000000000000';
const DEFAULT_REGION = 'eu-west-1';

const readJson = (path: string): Fields => fields(parseJson(readFileSync(path, 'utf8'), path), path);

/** Reads every stack of a cloud assembly (`cdk synth` output), nested stages included. */
export function readAssembly(dir: string): readonly Stack[] {
  const manifest = readJson(join(dir, 'manifest.json'));
  const artifacts = fields(manifest.artifacts, `${dir}/manifest.json artifacts`);
  return Object.entries(artifacts).flatMap(([id, artifact]): readonly Stack[] => {
    if (!isFields(artifact)) return [];
    const properties = isFields(artifact.properties) ? artifact.properties : {};
    if (artifact.type === 'cdk:cloud-assembly') {
      return readAssembly(join(dir, text(properties.directoryName, `${id} directoryName`)));
    }
    if (artifact.type !== 'aws:cloudformation:stack') return [];
    return [readStack(dir, id, optionalText(artifact.environment) ?? '', properties)];
  });
}

function readStack(dir: string, id: string, environment: string, properties: Fields): Stack {
  const [, account = '', region = ''] = /^aws:\/\/([^/]*)\/(.*)$/.exec(environment) ?? [];
  const templateFile = text(properties.templateFile, `${id} templateFile`);
  return {
    name: optionalText(properties.stackName) ?? id,
    account: /^\d{12}$/.test(account) ? account : DEFAULT_ACCOUNT,
    region: region && region !== 'unknown-region' ? region : DEFAULT_REGION,
    template: readJson(join(dir, templateFile)),
    asset: (objectKey) => readAsset(dir, templateFile.replace('.template.json', '.assets.json'), objectKey),
  };
}

function readAsset(dir: string, assetsFile: string, objectKey: string): string {
  const files = fields(readJson(join(dir, assetsFile)).files, `${assetsFile} files`);
  for (const file of Object.values(files)) {
    if (!isFields(file) || !isFields(file.source) || !isFields(file.destinations)) continue;
    const keys = Object.values(file.destinations).map((to) => (isFields(to) ? to.objectKey : undefined));
    if (keys.includes(objectKey)) return readFileSync(join(dir, text(file.source.path, objectKey)), 'utf8');
  }
  throw new Error(`${assetsFile} has no asset ${objectKey}.`);
}
