"""Texts of the framework as the source documents have them, and what was corrected in print."""

VERBATIM = {
    "voice": (
        "Children must be listened to and meaningfully and appropriately involved in "
        "decision-making about their care, with all those involved properly listening and "
        "responding to what children want and need. There must be a compassionate, caring "
        "decision-making culture focussed on children and those they trust."
    ),
    "family": (
        "Where children are safe in their families and feel loved they must stay – and families "
        "must be given support together, to nurture that love and overcome the difficulties which "
        "get in the way."
    ),
    "care": (
        "Where living with their family is not possible, children must stay with their brothers "
        "and sisters where safe to do so, and belong to a loving home, staying there for as long "
        "as needed."
    ),
    "people": (
        "The children that Scotland cares for must be actively supported to develop relationships "
        "with people in the workforce and wider community, who in turn must be supported to listen "
        "and to be compassionate in their decision-making and care."
    ),
    "scaffolding": (
        "Children, families and the workforce must be supported by a system that is there when it "
        "is needed. The scaffolding of help, support and accountability must be ready and "
        "responsive when it is required."
    ),
    "V6": (
        "Active listening and engagement must be fundamental to the way South Ayrshire makes "
        "decisions and supports children and families. There is no simple formula or standardised "
        "approach that will suit all."
    ),
    "F3": (
        "When children talk about wanting to be safe, they talk about having relationships that "
        "are real, loving and consistent. That must be the starting point. South Ayrshire must "
        "prioritise that message from children over rules that have too often failed to keep them "
        "safe."
    ),
    "F6": (
        "Whatever issues families face, South Ayrshire must ensure that intensive family support "
        "is available, proactive and characterised by the 10 family support principles."
    ),
    "F7": (
        "South Ayrshire must support all families caring for disabled children and those with "
        "additional support needs. If families require intensive support they must get it and not "
        "be required to fight for it."
    ),
    "C5": (
        "Any transition in care experienced child or young person's life must be limited, "
        "relational, planned and informed."
    ),
    "C8": (
        "South Ayrshire must change the language of care. Language must be easily understood, be "
        "positive and must not create or compound stigma."
    ),
    "C18": (
        "South Ayrshire must stop using the word 'respite' and rethink the nature of short breaks."
    ),
    "C19": (
        "Scotland must strive to become a nation that does not restrain its children. South "
        "Ayrshire must reflect on the impact of the equal protection legislation that removes the "
        "defence of 'justifiable assault' to ensure that all children wherever they live, are "
        "protected from all forms of violence."
    ),
    "C21": (
        "Children must not be placed in prison like settings. Children must not be held in Secure "
        "Care because there are inadequate options for them within the community."
    ),
    "P7": (
        "South Ayrshire must support the workforce to contribute to a broader understanding of "
        "risk. South Ayrshire must understand, through its people and structures, the risk of "
        "children not having loving supportive relationships and regular childhood and teenage "
        "experiences."
    ),
    "S2": (
        "Scotland must avoid the monetisation of the care of children and prevent the "
        "marketization of care."
    ),
    "S4": (
        "The standards of care must be consistent across providers and these must continue to be "
        "subject to independent scrutiny and accreditation that values what children and families "
        "value."
    ),
    "S6": (
        "South Ayrshire must implement the rights of the child in a way that does not reinforce a "
        "focus on policy, process and procedure but supports the ability of children and those "
        "around them to connect and develop relationships and cultures that uphold their rights as "
        "a matter of course."
    ),
    "T3": (
        "All children living in and around Scotland’s ‘care system’ will be maintaining "
        "safe, loving relationships that are important to them. There will be no barriers to "
        "‘contact’ and children will be supported to have time with people they care about. "
        "(Change Programme, p30)"
    ),
    "T2.L1": "In relation to care experienced young people this will be characterised by:",
    "T1.R2": (
        "the broader workforce and carers are supported to value and engage with the educational "
        "progress of the children in their care (p71)"
    ),
    "T1.R6": (
        "care experienced young people have timely access to mental health support (including a "
        "range of appropriate therapies) before a crisis point and without the need for a "
        "diagnosis (p51, p84)"
    ),
    "T2.R4": (
        "Young people going on to genuinely positive destinations such as further education and "
        "employment (p98 and p108)"
    ),
    "T5.R2": (
        "There must be more efforts to ensure children stay within The Children’s Hearing system "
        "(p41)."
    ),
    "T7.R3": (
        "Older care experienced people must have a right to access supportive, caring services for "
        "as long as they require them (p92)"
    ),
    "T9.R1": "Preventive work to address poverty should be undertaken with families (p46/47)",
    "T9.R3": "Universal supports for families should be easily accessible within the community.",
    "T15": (
        "There will be no blanket policies or guidance that prevent the maintenance of "
        "relationships between young people and those who care for them. Settings of care will be "
        "able to facilitate the protection of relationships that are important to children and "
        "young people. (Change Programme, p53)"
    ),
    "T18.R1": (
        "Scotland must ensure Public service planning and commissioning strategies and procurement "
        "attuned to the needs of brothers and sisters to promote those relationships and prevent "
        "separation. (p62)"
    ),
    "language": (
        "Organisations that have responsibilities towards care experienced children and young "
        "people will be able to demonstrate that they are embedding destigmatising language and "
        "practices across the way they work."
    ),
    "VI4": (
        "This is immediate and urgent work - what can change now must change now. It also needs "
        "broad and deep work that engenders long lasting change, so that there is never a need for "
        "another Care Review. For all that change to be made and importantly felt and kept, it "
        "will be done within the remaining nine-year timeline."
    ),
    "H8": (
        "The importance of relationships cannot be overstated- Scotland must nurture and sustain "
        "positive relationships for care experienced children."
    ),
    "RB24": (
        "This means a genuine focus on response to challenging behaviour in a trauma informed way, "
        "building relationships in advance so that a child or young person’s history, current "
        "circumstances and behavioural triggers are known and can be responded to individually, in "
        "advance of, during and after a crisis occurs."
    ),
    "RB26g": "Scotland must listen to the workforce about their experiences.",
    "RB28": (
        "Attachment and Co-regulation – Secure attachments, based on loving, consistent "
        "relationships, must be the bedrock of every decision made about children."
    ),
    "RB36": (
        "Any transition in a care experience child’s life must be limited, relational, planned "
        "and informed."
    ),
    "RB43": (
        "Relationships that are important to the child – All children must be supported to "
        "continue relationships that are important to them, where it is safe to do so."
    ),
    "RB44": (
        "If children are removed from the care of their parents, Scotland must not abandon those "
        "families. Families must continue to be provided with therapeutic support, advocacy and "
        "engagement in line with 10 family support principles of intensive family support."
    ),
    "N2": (
        "Local Oversight Boards will track the change in their local area across all stakeholders "
        "and report to local structures (such as elected members)"
    ),
    "NOW2": "Promise Group – Chaired by [name left out] and currently identifying membership",
    "NOW6": "Draft Plan Communications Plan and Stakeholder analysis completed",
    "W1": "Attempts are made to transform services in silos, rather than as a whole.",
    "IN4": "Look out for briefings/information/social media posts",
    "SA2": (
        "We will invest in advocacy services to make sure that all children and families have "
        "access to independent advocacy."
    ),
    "1.3": (
        "Promise information sessions and bespoke workshops will be delivered across teams and "
        "services including all relevant commissioned services those with lived experience of care "
        "will play a major role in designing and delivering all promise sessions. Target: 1,000 "
        "participants over 12 months."
    ),
    "1.7": (
        "South Ayrshire's Parenting Promise will align with The Promise and will hold and monitor "
        "the impact of all of South Ayrshire's promise actions (September 2021- 2024)"
    ),
    "2.1f": "Focused on avoiding costs occurring",
    "4.1": (
        "Expand existing nurture and trauma informed training as part of a rights-based package "
        "and include training around care-based language"
    ),
    "5.1": (
        "Information will be written in care-based language to ensure it is easily understood, "
        "positive and non-stigmatising to children and families."
    ),
    "7.2": (
        "We will aim to secure free travel for care leavers and those with care experience (in "
        "line with young carers)"
    ),
    "8.3": (
        "There will be no blanket policies or guidance within South Ayrshire that prevents the "
        "maintenance of relationships between young people and those who care for them"
    ),
}

# Part of the printed form, and what it became on display.
CORRECTED = {
    "family": ("are Safe in their families", "are safe in their families"),
    "people": ("decision-making and care", "decision-making and care."),
    "scaffolding": ("must be Supported by", "must be supported by"),
    "F6": ("family support principles*", "family support principles."),
    "C22": ("what they need to thrive", "what they need to thrive."),
    "P5": ("above anything else", "above anything else."),
    "P8": ("positive childhood experiences", "positive childhood experiences."),
    "S2": ("the marketization of care", "the marketization of care."),
    "S6": ("as a matter of course", "as a matter of course."),
    "S11": ("loved, safe and respected", "loved, safe and respected."),
    "T1.R1": ("(P71)", "(p71)"),
    "T1.R5": ("ensuring that CEYP are", "ensuring that care experienced young people are"),
    "T1.R6": ("CEYP have", "care experienced young people have"),
    "T1.R7": ("CEYP are", "care experienced young people are"),
    "T2.L1": ("care experience young", "care experienced young"),
    "T2.R4": ("and P108)", "and p108)"),
    "T5.R2": ("There must more", "There must be more"),
    "T7.R3": ("right to access to", "right to access"),
    "1.1": ("South Ayrshires Champions", "South Ayrshire's Champions"),
    "1.3": ("sessions target 1,000", "sessions. Target: 1,000"),
    "1.4": ("South Ayrshires intranet", "South Ayrshire's intranet"),
    "1.7": ("South Ayrshires Parenting", "South Ayrshire's Parenting"),
    "5.1": ("understood positive and nonstigmatising", "understood, positive and non-stigmatising"),
    "7": ("South Ayrshires children", "South Ayrshire's children"),
    "7.4": ("South Ayrshires child", "South Ayrshire's child"),
    "10.3": ("South Ayrshires Schools", "South Ayrshire's Schools"),
}
