import { type DestinationStream, type Logger, pino } from 'pino';

/** JSON lines on standard error; whatever smells of a secret is left out. */
export function createLog(level: string, destination: DestinationStream = pino.destination(2)): Logger {
  return pino(
    {
      level,
      base: null,
      redact: {
        paths: [
          '*.authorization',
          '*.headers.authorization',
          '*.token',
          '*.privateKey',
          '*.webhookSecret',
          'err.request',
          'err.response',
          'err.cause',
        ],
        remove: true,
      },
    },
    destination,
  );
}
