import MessagingConformance
import Testing

extension Conformance {
  /// The suite finds what is wrong with a transport.
  @Suite struct BrokenTransportTests {
    @Test(arguments: Fault.allCases)
    func faultIsFound(_ fault: Fault) throws {
      var subject = reference(fault: fault)
      subject.settings.patience = .milliseconds(300)
      subject.settings.streamLength = 1_000
      for (behavior, expected) in fault.symptoms {
        let outcome = subject.examine(behavior, at: "inproc://*")
        guard case .failed(let failure) = outcome else {
          Issue.record("\(behavior) did not find that the transport \(fault.rawValue): \(outcome)")
          continue
        }
        #expect(
          failure.finding.contains(expected),
          "\(behavior) found \"\(failure.finding)\" in a transport that \(fault.rawValue)")
      }
    }
  }
}

extension Fault {
  /// Behaviors that a transport with this fault does not show, and what each finds.
  fileprivate var symptoms: [(Behavior, String)] {
    switch self {
    case .losesMessages:
      [
        (.flow(.orderIsKept), "expected message 6 of 8 bytes, saw message 7"),
        (.volume(.pushPullStream), "expected message 6 of 14 bytes, saw message 7 of 15 bytes"),
        (.requests(.roundTrips), "timedOut"),
        (.lifecycle(.closeDeliversManyMessages), "expected message 6"),
      ]
    case .duplicatesMessages:
      [
        (.flow(.orderIsKept), "expected message 7 of 8 bytes, saw message 6"),
        (.volume(.pushPullStream), "expected message 7 of 15 bytes, saw message 6 of 14 bytes"),
        (.volume(.fanIn), "saw message"),
        (.pipelines(.everyMessageGoesToOnePeer), "the messages at both peers"),
        (.pipelines(.pairWorksBothWays), "saw message"),
      ]
    case .reordersMessages:
      [
        (.flow(.orderIsKept), "expected message 5 of 8 bytes, saw message 6"),
        (.lifecycle(.closeDeliversManyMessages), "expected message 5"),
      ]
    case .truncatesMessages:
      [
        (.transfer(.everySizeArrivesOwned), "bytes, saw message"),
        (.transfer(.everySizeArrivesInReusedMessage), "bytes, saw message"),
        (.transfer(.everySizeArrivesInMemory), "bytes copied, saw"),
        (.transfer(.everyFormOfSendingArrives), "bytes, saw message"),
        (.volume(.pushPullStream), "expected message 6 of 14 bytes, saw message 6 of 13 bytes"),
        (.requests(.roundTrips), "of 31 bytes"),
      ]
    case .altersBytes:
      [
        (.transfer(.everySizeArrivesOwned), "unaltered, saw"),
        (.transfer(.everySizeArrivesInMemory), "unaltered, saw"),
        (.transfer(.everySizeIsTriedAndReceived), "unaltered, saw"),
        (.volume(.pushPullStream), "message 6 of 14 bytes unaltered, saw"),
        // Where the threads put the shortest message, its number is what is altered.
        (.volume(.fanIn), "saw"),
      ]
    case .returnsLate:
      [
        (.flow(.receiveKeepsItsDeadline), "receiving to give up after"),
        (.flow(.sendKeepsItsDeadline), "sending a message without peer to give up after"),
        (.flow(.fullQueueKeepsTheDeadline), "sending into a full queue to give up after"),
        (.flow(.pastDeadlineTriesOnce), "to return at once"),
        (.readiness(.waitToReceiveKeepsItsDeadline), "waiting to receive to give up after"),
        (.readiness(.waitToSendKeepsItsDeadline), "waiting to send without peer to give up after"),
        (.readiness(.pastDeadlineOnlyLooks), "nothing to be found at once, saw false"),
        (.polling(.pollingKeepsItsDeadline), "polling to give up after"),
      ]
    case .missesDeadlines:
      [
        (.flow(.receiveKeepsItsDeadline), "did not finish"),
        (.flow(.sendKeepsItsDeadline), "did not finish"),
        (.readiness(.waitToReceiveKeepsItsDeadline), "did not finish"),
        (.polling(.pollingKeepsItsDeadline), "did not finish"),
      ]
    case .blocksForever:
      [
        (.flow(.blockedReceiveIsWokenWithoutLimit), "did not finish"),
        (.readiness(.waitToReceiveIsWokenWithoutLimit), "did not finish"),
        (.readiness(.waitToSendIsWokenWithoutLimit), "did not finish"),
        (.polling(.pollingIsWokenWithoutLimit), "did not finish"),
      ]
    case .claimsReadiness:
      [
        (.readiness(.pastDeadlineOnlyLooks), "nothing to be found at once, saw true"),
        (.readiness(.waitToReceiveKeepsItsDeadline), "waiting to receive to end at its deadline, saw ready"),
        (.readiness(.waitToSendKeepsItsDeadline), "waiting to send without peer to end at its deadline"),
        (.polling(.readySocketsAreReported), "the sockets that are ready to be [], saw"),
        (.polling(.directionsAreToldApart), "the sockets that are ready to be [], saw"),
        (.polling(.pollingKeepsItsDeadline), "polling to end at its deadline, saw ready"),
      ]
    case .overlooksWhatIsThere:
      [
        (.readiness(.messageThereIsFound), "a message to be noticed, saw the deadline"),
        (.readiness(.roomThereIsFound), "room to be noticed, saw the deadline"),
        (.readiness(.everyPatternGetsReady), "room for message 1 to be noticed"),
        (.readiness(.outOfTurnIsInvalid), "room for message 0 to be noticed"),
        (.readiness(.waitingEndsMoveEveryMessage), "to be noticed, saw the deadline"),
        (.polling(.readySocketsAreReported), ", saw []"),
        (.polling(.pollingIsWoken), "message 0 to be noticed, saw the deadline"),
        (.polling(.socketsComeAndGo), ", saw []"),
        (.polling(.manySocketsAreWaitedFor), ", saw []"),
      ]
    case .keepsSentMessages:
      [(.ownership(.sentMessageIsEmpty), "the size of the second message")]
    case .spoilsUnsentMessages:
      [
        (.ownership(.timedOutMessageIsReclaimed), "saw message"),
        (.ownership(.wrongWayMessageIsReclaimed), "saw message"),
        (.ownership(.outOfTurnMessageIsReclaimed), "saw message"),
        (.ownership(.refusedTrySendLeavesTheMessage), "saw message"),
        (.ownership(.reclaimedMessageIsSentLater), "saw message"),
      ]
    case .reportsWouldBlockAsError:
      [
        (.flow(.tryReceiveDoesNotWait), "unexpected error"),
        (.flow(.trySendDoesNotWait), "unexpected error"),
        (.flow(.receiveKeepsItsDeadline), "receiving to fail with timedOut"),
        (.flow(.boundedQueueBindFirst), "unexpected error"),
      ]
    case .leaksSockets:
      [
        (.messages(.emptyMessageArrivesEmpty), "expected 0 open handles afterwards, saw 2"),
        (.lifecycle(.openAndCloseManyTimes), "expected 0 open handles afterwards, saw 251"),
      ]
    case .ignoresLinger:
      [(.lifecycle(.closeDeliversWhatWasAccepted), "timedOut")]
    case .ignoresShutdown:
      [
        (.lifecycle(.shutdownWakesReceive), "did not finish"),
        (.lifecycle(.openAfterShutdownIsRefused), "opening after shutdown to fail with closed"),
        (.lifecycle(.everythingIsClosedAfterShutdown), "sending to fail after shutdown"),
        (.readiness(.shutdownWakesWaits), "did not finish"),
        (.polling(.shutdownWakesPolling), "did not finish"),
      ]
    case .ignoresPrefixes:
      [
        (.subscriptions(.prefixLetsThrough), "the message to be abc"),
        (.subscriptions(.unsubscribing), "the subscription to end"),
        (.subscriptions(.withoutSubscriptionNothingArrives), "the subscription to end"),
      ]
    case .misdirectsReplies:
      [(.requests(.repliesReachTheirRequesters), "")]
    case .favorsOnePeer:
      [(.pipelines(.pushTakesTurns), "both peers to be reached")]
    case .favorsOneSender:
      [(.pipelines(.pullIsFair), "messages taken evenly from two senders")]
    case .acceptsWithoutBound:
      [
        (.flow(.boundedQueueBindFirst), "a bounded queue to fill up"),
        (.flow(.fullQueueKeepsTheDeadline), "a bounded queue to fill up"),
      ]
    case .opensWhatItLacks:
      [
        (.capabilities(.otherPatternsAreUnsupported), "\"nosuch\" to fail with unsupported, saw no error"),
        (.capabilities(.otherSchemesAreRefused), "to fail with invalidAddress, saw no error"),
      ]
    case .stealsAddresses:
      [(.endpoints(.doubleBindIsRefused), "fail with addressInUse")]
    case .keepsBuffers:
      [
        (.pooling(.sentBufferComesBackOnce), "all buffers of a pool to come back"),
        (.pooledPublishing(.everySubscriberReceives), "all buffers of a pool to come back"),
        (.poolLifetime(.everythingEndsInAnyOrder), "all buffers but one to come back"),
        (.poolLifetime(.closedSocketsGiveBuffersBack), "all buffers of a pool to come back"),
      ]
    case .returnsBuffersEarly:
      [
        (.pooling(.messagesOnTheWayDoNotMix), "saw message"),
        (.pooledPublishing(.changedMessageChangesNoOther), "expected message"),
      ]
    case .returnsBuffersTwice:
      [
        (.pooling(.sentBufferComesBackOnce), "each buffer to come back once, saw 1 more"),
        (.pooledPublishing(.withoutSubscriberBuffersComeBack), "each buffer to come back once, saw 1 more"),
      ]
    case .returnsUnsentBuffers:
      [
        (.pooledOwnership(.refusedTrySendLeavesTheMessage), "expected message 0 of 20 bytes, saw message -1"),
        (.pooledOwnership(.failedMessageIsReclaimed), "expected message 9 of 20 bytes, saw message 8"),
        (.pooledOwnership(.unclaimedMessageIsDropped), "the buffers that are out to be 1, saw 0"),
      ]
    case .sendsWholeBuffers:
      [
        (.pooling(.everySizeArrives), "of 1 bytes, saw message"),
        (.pooling(.onlyTheBytesAreSent), "the received size to be 33, saw 64"),
      ]
    }
  }
}
