// Does with the npm package "opentok" what it is told on standard input, a JSON object on each line, and answers likewise.
const readline = require("node:readline");
const { createRequire } = require("node:module");
const [, , packages, apiUrl, apiKey, apiSecret] = process.argv;
const OpenTok = createRequire(packages)("opentok");
const sdk = new OpenTok(apiKey, apiSecret, apiUrl);

const ask = (method, ...args) =>
  new Promise((done, failed) => sdk[method](...args, (error, result) => (error ? failed(error) : done(result))));

// getStream of 2.23.2 reads the JSON of its answer a second time, and fails; the list has the same.
const find = async (session, id) => {
  const found = (await ask("listStreams", session)).find((stream) => stream.id === id);
  if (!found) throw new Error("no such stream");
  return found;
};

const calls = {
  createSession: async (relayed) =>
    (await ask("createSession", { mediaMode: relayed ? "relayed" : "routed", location: "12.34.56.78" })).sessionId,
  token: async (session, data) => sdk.generateToken(session, { role: "moderator", data }),
  signalAll: (session, type, data) => ask("signal", session, null, { type, data }),
  signalOne: (session, connection, type, data) => ask("signal", session, connection, { type, data }),
  forceDisconnect: (session, connection) => ask("forceDisconnect", session, connection),
  forceMute: (session, stream) => ask("forceMuteStream", session, stream),
  forceMuteAll: (session, but) => ask("forceMuteAll", session, { excludedStreams: but }),
  disableForceMute: (session) => ask("disableForceMute", session),
  streamName: async (session, stream) => (await find(session, stream)).name,
  streams: async (session) => (await ask("listStreams", session)).map((stream) => stream.id),
  setLayoutClasses: (session, id, layoutClassList) => ask("setStreamClassLists", session, [{ id, layoutClassList }]),
  layoutClasses: async (session, stream) => (await find(session, stream)).layoutClassList,
  startArchive: async (session, name) => (await ask("startArchive", session, { name })).id,
  stopArchive: async (archive) => (await ask("stopArchive", archive)).status,
  archive: async (id) => {
    const archive = await ask("getArchive", id);
    return `${archive.name} ${archive.status}`;
  },
  archives: async (sessionId) => (await ask("listArchives", { sessionId })).map((archive) => archive.id),
  deleteArchive: (archive) => ask("deleteArchive", archive),
  startBroadcast: (session) => ask("startBroadcast", session, { outputs: { hls: {} } }),
};

readline.createInterface({ input: process.stdin }).on("line", async (line) => {
  const { call, args } = JSON.parse(line);
  try {
    console.log(JSON.stringify({ result: (await calls[call](...args)) ?? null }));
  } catch (error) {
    console.log(JSON.stringify({ error: String(error.message ?? error) }));
  }
});
