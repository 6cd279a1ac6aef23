import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const PROGRAM = process.env.CHROMIUM ?? 'chromium';

/** Unlike other programs it may be missing in CI too: it is larger than everything else there together. */
export function hasBrowser(): boolean {
  try {
    execFileSync(PROGRAM, ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** Chromium, with one page. */
export interface Browser {
  /** As wide as that, in light or dark; resolves when all is loaded. */
  open(url: string, how: { width: number; dark: boolean }): Promise<void>;
  /** The value of an expression in the page. */
  evaluate<T>(expression: string): Promise<T>;
  press(key: 'Tab' | 'Enter'): Promise<void>;
  /** Resolves when the next page is loaded. */
  loaded(): Promise<void>;
  /** What assistive technology is told: role and name of everything in the page. */
  accessible(): Promise<readonly { role: string; name: string }[]>;
  /** What the page was refused or failed in since it was opened. */
  complaints(): readonly string[];
  close(): Promise<void>;
}

interface Message {
  readonly id?: number;
  readonly method?: string;
  // biome-ignore lint/suspicious/noExplicitAny: answers of every shape
  readonly params?: any;
  // biome-ignore lint/suspicious/noExplicitAny: answers of every shape
  readonly result?: any;
}

/** Speaks the DevTools protocol: a dozen lines, where a library would bring its own browser. */
export async function startBrowser(): Promise<Browser> {
  const profile = mkdtempSync(join(tmpdir(), 'innkeeper-chromium-'));
  const flags = ['--headless=new', '--no-sandbox', '--disable-gpu', '--remote-debugging-port=0'];
  const program = spawn(PROGRAM, [...flags, `--user-data-dir=${profile}`, 'about:blank'], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const socket = new WebSocket(await pageAddress(program.stderr));
  await once(socket, 'open');
  const waiting = new Map<number, (message: Message) => void>();
  const listeners = new Set<(message: Message) => void>();
  socket.addEventListener('message', ({ data }) => {
    const message = JSON.parse(String(data)) as Message;
    if (message.id !== undefined) waiting.get(message.id)?.(message);
    else for (const listener of listeners) listener(message);
  });
  let sent = 0;
  const send = (method: string, params: object = {}) =>
    new Promise<Message>((resolve) => {
      sent += 1;
      waiting.set(sent, resolve);
      socket.send(JSON.stringify({ id: sent, method, params }));
    });
  const loaded = () =>
    new Promise<void>((resolve) => {
      const listener = ({ method }: Message) => {
        if (method !== 'Page.loadEventFired') return;
        listeners.delete(listener);
        resolve();
      };
      listeners.add(listener);
    });
  let complaints: string[] = [];
  listeners.add(({ method, params }) => {
    if (method === 'Log.entryAdded') complaints.push(params.entry.text);
    if (method === 'Runtime.exceptionThrown') complaints.push(params.exceptionDetails.text);
  });
  for (const domain of ['Page', 'Log', 'Runtime', 'Accessibility']) await send(`${domain}.enable`);
  return {
    async open(url, { width, dark }) {
      complaints = [];
      await send('Emulation.setDeviceMetricsOverride', {
        width,
        height: 900,
        deviceScaleFactor: 1,
        mobile: width < 500,
      });
      const features = [{ name: 'prefers-color-scheme', value: dark ? 'dark' : 'light' }];
      await send('Emulation.setEmulatedMedia', { features });
      const done = loaded();
      await send('Page.navigate', { url });
      await done;
    },
    async evaluate(expression) {
      return (await send('Runtime.evaluate', { expression, returnByValue: true })).result.result.value;
    },
    async press(key) {
      const params = {
        key,
        code: key,
        windowsVirtualKeyCode: key === 'Tab' ? 9 : 13,
        ...(key === 'Enter' ? { text: '\r' } : {}),
      };
      await send('Input.dispatchKeyEvent', { type: 'keyDown', ...params });
      await send('Input.dispatchKeyEvent', { type: 'keyUp', ...params });
    },
    loaded,
    async accessible() {
      const { nodes } = (await send('Accessibility.getFullAXTree')).result;
      return nodes.flatMap((node: { ignored: boolean; role?: { value: string }; name?: { value: string } }) =>
        node.ignored ? [] : [{ role: node.role?.value ?? '', name: node.name?.value ?? '' }],
      );
    },
    complaints: () => complaints,
    async close() {
      const ended = once(program, 'exit');
      socket.close();
      program.kill();
      await ended;
      rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    },
  };
}

/** Where its only page is spoken to, as the browser says on its standard error when it is up. */
async function pageAddress(output: NodeJS.ReadableStream): Promise<string> {
  let said = '';
  for await (const part of output) {
    said += String(part);
    const port = /ws:\/\/127\.0\.0\.1:(\d+)\//.exec(said)?.[1];
    if (!port) continue;
    const targets = (await (await fetch(`http://127.0.0.1:${port}/json`)).json()) as Record<string, string>[];
    const page = targets.find(({ type }) => type === 'page')?.webSocketDebuggerUrl;
    if (page) return page;
  }
  throw new Error(`Chromium didn’t start: ${said}`);
}
