import { existsSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';
import type { RoomManifest } from './manifest.ts';

const ROOMS = fileURLToPath(new URL('.', import.meta.url));
const FUNCTIONS = fileURLToPath(new URL('../../functions/', import.meta.url));
const HANDLER = '.handler.ts';
const NOT_ROOMS = ['index.ts', 'manifest.ts'];

/** A manifest is typed where it is written; here only that the file holds one, under its room's name. */
const isManifest = (value: unknown): value is RoomManifest =>
  z.record(z.string(), z.looseObject({ does: z.string() })).safeParse(value).success;

/** Rooms that have a handler, by folder. */
const roomsWithHandlers = (): readonly string[] =>
  readdirSync(FUNCTIONS, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && handlersOf(entry.name).length > 0)
    .map((entry) => entry.name);

/** Handlers of a room, by file, without `.handler.ts`. */
export const handlersOf = (room: string): readonly string[] =>
  existsSync(`${FUNCTIONS}${room}`)
    ? readdirSync(`${FUNCTIONS}${room}`)
        .filter((file) => file.endsWith(HANDLER))
        .map((file) => file.slice(0, -HANDLER.length))
        .sort()
    : [];

export const handlerFile = (room: string, handler: string): string => `${FUNCTIONS}${room}/${handler}${HANDLER}`;

const load = async (room: string): Promise<RoomManifest> => {
  const module: Record<string, unknown> = await import(/* @vite-ignore */ new URL(`${room}.ts`, import.meta.url).href);
  const manifest = module[room];
  if (!isManifest(manifest)) throw new Error(`infra/rooms/${room}.ts must export "${room}", a RoomManifest.`);
  return manifest;
};

/** What is wrong between handler files and manifests, a sentence each: what is missing, and where. */
export const faultsOf = (rooms: Readonly<Record<string, RoomManifest>>): readonly string[] => [
  ...roomsWithHandlers()
    .filter((room) => !rooms[room])
    .map((room) => `infra/rooms/${room}.ts is missing: functions/${room} has handlers.`),
  ...Object.entries(rooms).flatMap(([room, manifest]) => [
    ...handlersOf(room)
      .filter((handler) => !manifest[handler])
      .map(
        (handler) => `infra/rooms/${room}.ts does not name ${handler}: functions/${room}/${handler}${HANDLER} exists.`,
      ),
    ...Object.keys(manifest)
      .filter((handler) => !existsSync(handlerFile(room, handler)))
      .map((handler) => `functions/${room}/${handler}${HANDLER} is missing: infra/rooms/${room}.ts names it.`),
  ]),
];

/** All rooms, found by their files: a room is added, or deleted whole, without a list to keep. */
export const loadRooms = async (): Promise<Readonly<Record<string, RoomManifest>>> => {
  const names = readdirSync(ROOMS)
    .filter((file) => file.endsWith('.ts') && !NOT_ROOMS.includes(file))
    .map((file) => file.slice(0, -'.ts'.length))
    .sort();
  return Object.fromEntries(await Promise.all(names.map(async (name) => [name, await load(name)] as const)));
};
