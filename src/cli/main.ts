#!/usr/bin/env node
import { text } from 'node:stream/consumers';
import { readEnvironment } from './environment.ts';
import { runProgram } from './program.ts';

process.exitCode = await runProgram(process.argv.slice(2), {
  out: (chunk) => process.stdout.write(chunk),
  error: (chunk) => process.stderr.write(chunk),
  stdin: () => text(process.stdin),
  env: readEnvironment(process.cwd(), process.env),
  cwd: process.cwd(),
  now: () => new Date(),
  color: process.stdout.isTTY === true && process.env.NO_COLOR === undefined,
  interactive: process.stderr.isTTY === true,
});
