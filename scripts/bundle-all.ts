import { loadRooms } from '../infra/rooms/index.ts';
import { bundleFunctions } from './bundle.ts';

console.log(`Bundles: ${await bundleFunctions(await loadRooms())}`);
