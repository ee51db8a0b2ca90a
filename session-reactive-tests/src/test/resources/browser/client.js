// The page's side of the tests: does with OT.js what a test asks for, and keeps one line for each thing that OT.js tells.
// Clients are called by the connection data of their tokens.
'use strict';

const client = (() => {
  const seen = [];
  const connections = new Map();
  const streams = new Map();
  let session;
  let publisher;
  let onReconnecting = () => {};

  const tell = (...words) => seen.push(words.filter((word) => word !== undefined && word !== '').join(' '));
  const who = (connection) => (connection ? connection.data || connection.connectionId : 'a server');
  const text = (data) => (typeof data === 'object' ? JSON.stringify(data) : data);

  // OT.js has callbacks with an error, or null, as their first argument.
  const promise = (start) => new Promise((resolve, reject) => {
    start((error, value) => (error ? reject(error) : resolve(value)));
  });

  const place = () => document.getElementById('streams').appendChild(document.createElement('div'));

  const remember = (stream) => streams.set(stream.streamId, stream);

  function listen() {
    session.on({
      sessionConnected: () => tell('sessionConnected'),
      sessionDisconnected: (event) => tell('sessionDisconnected', event.reason),
      sessionReconnecting: () => {
        tell('sessionReconnecting');
        onReconnecting();
      },
      sessionReconnected: () => tell('sessionReconnected'),
      connectionCreated: (event) => {
        connections.set(event.connection.connectionId, event.connection);
        tell('connectionCreated', who(event.connection));
      },
      connectionDestroyed: (event) => tell('connectionDestroyed', who(event.connection), event.reason),
      signal: (event) => tell(event.type, text(event.data), 'from', who(event.from)),
      streamCreated: (event) => {
        remember(event.stream);
        tell('streamCreated', event.stream.name, 'of', who(event.stream.connection));
      },
      streamDestroyed: (event) => tell('streamDestroyed', event.stream.name, event.reason),
      muteForced: (event) => tell('muteForced', `${event.active}`),
      streamPropertyChanged: (event) => {
        const change = [event.oldValue, event.newValue].map(text).join(' -> ');
        tell('streamPropertyChanged', event.stream.name, event.changedProperty, change);
      },
    });
  }

  const actions = {
    initSession: ({ apiKey, sessionId }) => {
      session = OT.initSession(apiKey, sessionId);
      listen();
    },

    connect: async (token) => {
      await promise((done) => session.connect(token, (error) => {
        tell('connect', error ? 'failed' : 'done');
        done(error);
      }));
      return session.connection.connectionId;
    },

    // How many clients are in the session, as OT.js tells.
    members: () => session.connections.length(),

    disconnect: () => session.disconnect(),

    // "to" is a connection id; of one that was never seen, what OT.js looks at is made up.
    signal: ({ to, ...signal }) => promise((done) => {
      const address = to === undefined ? {} : { to: connections.get(to) || { connectionId: to } };
      session.signal({ ...signal, ...address }, done);
    }),

    signalWhenReconnecting: (signals) => {
      onReconnecting = () => signals.forEach((signal) => begin('signal', signal));
    },

    publish: async (name) => {
      const size = { resolution: '320x240', width: 320, height: 240 };
      publisher = await new Promise((resolve, reject) => {
        const made = OT.initPublisher(place(), { name, ...size }, (error) => (error ? reject(error) : resolve(made)));
        made.on('muteForced', () => tell('own muteForced', name));
        made.on('streamDestroyed', (event) => tell('own streamDestroyed', event.stream.name, event.reason));
      });
      await promise((done) => session.publish(publisher, done));
      remember(publisher.stream);
      return publisher.stream.streamId;
    },

    publishVideo: (on) => publisher.publishVideo(on),

    publishAudio: (on) => publisher.publishAudio(on),

    unpublish: () => session.unpublish(publisher),

    subscribe: (streamId) => promise((done) => {
      const subscriber = session.subscribe(streams.get(streamId), place(), { width: 320, height: 240 }, done);
      subscriber.element.id = `of-${streamId}`;
    }),

    unsubscribe: (streamId) => {
      const [subscriber] = session.getSubscribersForStream(streams.get(streamId));
      session.unsubscribe(subscriber);
    },

    // How many frames of a subscribed stream the page has shown.
    framesShown: (streamId) => {
      const video = document.querySelector(`#of-${streamId} video`);
      return video && !video.paused ? video.getVideoPlaybackQuality().totalVideoFrames : 0;
    },

    // How many bytes of sound of a subscribed stream have come in.
    soundReceived: async (streamId) => {
      const [subscriber] = session.getSubscribersForStream(streams.get(streamId));
      const stats = await promise((done) => subscriber.getStats(done));
      return stats.audio.bytesReceived;
    },

    forceDisconnect: (connectionId) => promise((done) => {
      session.forceDisconnect(connections.get(connectionId), done);
    }),

    forceUnpublish: (streamId) => promise((done) => session.forceUnpublish(streams.get(streamId), done)),

    forceMuteStream: (streamId) => session.forceMuteStream(streams.get(streamId)),

    // "except" are stream ids.
    forceMuteAll: (except) => session.forceMuteAll((except || []).map((streamId) => streams.get(streamId))),

    disableForceMute: () => session.disableForceMute(),
  };

  // What became of an action: a value, or the error that OT.js gave.
  async function act(name, argument) {
    try {
      return { value: await actions[name](argument) };
    } catch (error) {
      return { error: { name: error.name, code: error.code || 0, message: error.message } };
    }
  }

  // An action whose end is not waited for but told.
  function begin(name, argument) {
    act(name, argument).then(({ error }) => tell(name, error ? `failed: ${error.name} ${error.code}` : 'done'));
  }

  return { act, begin, seen };
})();
