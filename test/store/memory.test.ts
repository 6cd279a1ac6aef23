import { describe, expect, test } from 'vitest';
import { createVolatileMemory } from '../../src/store/memory.ts';

describe('a memory that lasts as long as the process', () => {
  test('gives back what was put, by kind and key, and never the thing itself', async () => {
    const memory = createVolatileMemory();
    const value = { name: 'http-client', tags: ['v1'] };
    await memory.put('project', 'acme/http-client', value);
    value.tags.push('v2');
    expect(await memory.get('project', 'acme/http-client')).toEqual({ name: 'http-client', tags: ['v1'] });
    expect(await memory.get('policy', 'acme/http-client')).toBeNull();
  });

  test('forgets what begins so, and nothing else', async () => {
    const memory = createVolatileMemory();
    for (const key of ['acme/a', 'acme/b', 'other/a']) await memory.put('owners', key, key);
    await memory.put('project', 'acme/a', 'kept');
    await memory.forget('owners', 'acme/');
    expect(await memory.list('owners')).toEqual(['other/a']);
    expect(await memory.list('project')).toEqual(['kept']);
  });
});
