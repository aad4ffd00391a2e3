import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { readCentreFlags } from '#server/flags.ts';
import { READY_PATH } from '#server/http/health.ts';
import { messageOf } from '#shared/kernel/app-error.ts';

/** For a container's health check: asks the node of this machine whether it is ready, and ends with 0 or 1. */
function ask(): Promise<number> {
  const { host, port, tls } = readCentreFlags([], process.env);
  const isEverywhere = host === '0.0.0.0' || host === '::';
  const request = tls ? requestHttps : requestHttp;
  return new Promise((resolve, reject) => {
    const asked = request(
      // The certificate is made out to the name the desks use; here nothing is sent and nothing believed.
      {
        host: isEverywhere ? 'localhost' : host,
        port,
        path: READY_PATH,
        timeout: 4000,
        rejectUnauthorized: false,
      },
      (response) => {
        response.resume();
        resolve(response.statusCode ?? 0);
      },
    );
    asked.on('timeout', () => asked.destroy(new Error('no answer'))).on('error', reject);
    asked.end();
  });
}

try {
  const status = await ask();
  if (status !== 200) throw new Error(`HTTP ${status}`);
} catch (error) {
  process.stderr.write(`${messageOf(error)}\n`);
  process.exitCode = 1;
}
