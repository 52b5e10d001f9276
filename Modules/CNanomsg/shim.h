#include <nanomsg/bus.h>
#include <nanomsg/inproc.h>
#include <nanomsg/ipc.h>
#include <nanomsg/nn.h>
#include <nanomsg/pair.h>
#include <nanomsg/pipeline.h>
#include <nanomsg/pubsub.h>
#include <nanomsg/reqrep.h>
#include <nanomsg/survey.h>
#include <nanomsg/tcp.h>
#include <nanomsg/ws.h>

// Macros of expressions that Swift does not import.
static const int NN_PROTOCOL_PAIR = NN_PAIR;
static const int NN_PROTOCOL_PUSH = NN_PUSH;
static const int NN_PROTOCOL_PULL = NN_PULL;
static const int NN_PROTOCOL_PUB = NN_PUB;
static const int NN_PROTOCOL_SUB = NN_SUB;
static const int NN_PROTOCOL_REQ = NN_REQ;
static const int NN_PROTOCOL_REP = NN_REP;
static const int NN_PROTOCOL_SURVEYOR = NN_SURVEYOR;
static const int NN_PROTOCOL_RESPONDENT = NN_RESPONDENT;
static const int NN_PROTOCOL_BUS = NN_BUS;
